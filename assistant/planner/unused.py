"""Words of a request that took no part in its reading. They are named before a figure is given."""

from __future__ import annotations

import re

from assistant.planner.calendar import Grain
from assistant.planner.facts import Facts
from assistant.planner.model import OUT_OF_SCOPE
from assistant.planner.score import cue_places

_ZH_FILL = re.compile(
    r"请问|请|帮我|帮忙|麻烦|给我|给|我们|咱们|我|你|您|他|她|它|他们|的|了|吗|呢|吧|啊|呀|嘛|哈|一下子?|下|看看|看|查查?|查询|拿来|拿|来|去|有没有|没有|有|没|是不是|是否|是|多少|几|哪些|哪个|哪|什么|怎么样|怎么|样|"
    r"情况|一张|一份|一个|这张|那张|这个|那个|这笔|那笔|这|那|张|份|个|笔|条|和|与|及|跟|在|到|把|被|对|从|为|要|想|能|会|可以|应该|需要|都|也|还|就|又|再|先|上|里|中|内|所有|全部|全|各|每|按|现在|目前|显示|列出|告诉|统计|汇总|"
    r"数据|信息|结果|报告|报表|表|说|讲|做|用|让|出来|出|一|二|三|呗|喽|哦|嗯|谢谢|你好|您好|大概|具体|详细|最新|公司|咱|今|天|年|月|日|号|元|块|钱|其中|关于|以及|还有|另外|并且"
)
_EN_WORDS = """
a an the of in on at to for from by with and or as is are was were be been am do does did have has had can could
will would should may might shall i we you he she they it me us my our your their his her its this that these those
there here what which who whom whose when where why how please show give get tell list find see look up pull
display let know want need like just all any some each every much many more most into about out over per not no yes
so if then than too also now still yet already ok okay thanks thank hi hello hey s t re ve ll d m whats wheres hows
dont report reports number numbers figure figures data info information details detail total overall current
currently full latest go going got make made company amount status one ones them
"""
_EN_FILL = frozenset(_EN_WORDS.split())
_FREE = frozenset({"policy_question", "compliance_check", "why_not", "help", OUT_OF_SCOPE})


def unused(facts: Facts, intent: str, used: list[tuple[int, int]]) -> tuple[str, ...]:
    """What is left of a request once slots, cues and filling words are taken away."""
    if intent in _FREE:
        return _stated(facts, used)
    text = facts.text
    for start, end in [*used, *cue_places(facts, intent)]:
        text = text[:start] + " " * (end - start) + text[end:]
    left = list(_stated(facts, used))
    for start, end in facts.stated():
        text = text[:start] + " " * (end - start) + text[end:]
    for run in re.findall(r"[一-龥]+", text):
        left.extend(part for part in _ZH_FILL.sub(" ", run).split() if len(part) > 1)
    left.extend(
        word for word in re.findall(r"[A-Za-z][A-Za-z0-9&-]+", text) if word.lower() not in _EN_FILL and len(word) > 1
    )
    return tuple(dict.fromkeys(left))


def _stated(facts: Facts, used: list[tuple[int, int]]) -> tuple[str, ...]:
    """Names, sums, limits, documents and times that no slot took."""
    now = {(one.start, one.end) for one in facts.times if one.grain is Grain.NOW}
    places = [place for place in facts.stated() if place not in now]
    free = sorted({place for place in places if not any(place[0] < end and start < place[1] for start, end in used)})
    return tuple(facts.text[start:end].strip() for start, end in free)
