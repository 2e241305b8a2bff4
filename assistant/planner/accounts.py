"""Names of accounts people say without the chart at hand, zh and en, longest first."""

from __future__ import annotations

_ZH = """
库存现金 现金 银行存款 其他货币资金 应收账款 应收票据 预付账款 其他应收款 应付账款 应付票据 预收账款 合同负债 其他应付款
应付职工薪酬 应付工资 工资计提 应交税费 应交增值税 进项税额 进项税 销项税额 销项税 待认证进项税 固定资产 累计折旧 在建工程 无形资产 累计摊销 长期待摊费用
待摊费用 预提费用 原材料 库存商品 周转材料 低值易耗品 包装物 生产成本 制造费用 劳务成本 研发支出 主营业务收入 其他业务收入 主营业务成本
其他业务成本 营业外收入 营业外支出 税金及附加 管理费用 销售费用 财务费用 研发费用 办公费 差旅费 业务招待费 招待费 广告费 宣传费 业务宣传费
快递费 运费 运输费 水电费 水费 电费 房租 租金 租赁费 物业费 通讯费 电话费 培训费 会议费 咨询费 审计费 律师费 服务费 技术服务费 维修费 修理费 保险费
折旧费 折旧 摊销 工资 奖金 福利费 社保 公积金 利息支出 利息收入 手续费 银行手续费 汇兑损益 短期借款 长期借款 实收资本 资本公积 盈余公积
未分配利润 本年利润 所得税费用 坏账准备 材料成本差异 备用金 押金 保证金 车辆费 汽油费 油费 停车费 劳保费 团建费 招聘费 软件费 信息技术服务费
"""
_EN = """
accounts receivable;accounts payable;trade receivables;trade payables;notes receivable;notes payable;prepaid expenses;prepayments;other receivables;
other payables;petty cash;cash on hand;cash at bank;bank account;deferred revenue;contract liabilities;accrued expenses;accrued liabilities;accruals;
payroll payable;wages payable;salaries payable;vat payable;input vat;output vat;tax payable;fixed assets;accumulated depreciation;
intangible assets;inventory;raw materials;finished goods;work in progress;cost of sales;cost of goods sold;sales revenue;other income;
administrative expenses;admin expenses;selling expenses;marketing expenses;finance costs;r&d expenses;office supplies;office expenses;travel expenses;travel;
entertainment;advertising;marketing;courier;freight;shipping;utilities;electricity;water;rent;rent accrual;rent expense;lease;telephone;telecom;training;
consulting fees;consulting;audit fees;legal fees;professional fees;maintenance;repairs;repairs and maintenance;insurance;depreciation;amortisation;amortization;
salaries;wages;payroll;payroll accrual;bonus accrual;bonuses;social security;interest expense;interest income;bank charges;bank fees;exchange gains;exchange losses;
short-term loans;long-term loans;share capital;retained earnings;income tax;bad debts;suspense;suspense account;recruiting fees;recruitment;software;subscriptions;fuel;
parking;deposits;goodwill;provisions;dividends payable
"""
ACCOUNTS: tuple[str, ...] = tuple(
    sorted(
        {*_ZH.split(), *(name.strip() for name in _EN.replace("\n", "").split(";") if name.strip())},
        key=len,
        reverse=True,
    )
)
