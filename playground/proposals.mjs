// What may be written where somebody is typing: keywords, fields with their values, and names that the
// file has already.

import { say, state } from "./state.mjs";

/** The words that begin with what was typed, the likeliest first: `{ text, detail }`. */
export function proposals(typed, keywords, names, isAsked) {
  const found = new Map();
  const add = (text, detail) => {
    const isFit = typed ? text.startsWith(typed) : isAsked;
    if (isFit && text !== typed && !found.has(text)) found.set(text, { text, detail });
  };
  for (const field of state.form?.fields ?? []) {
    const name = isChinese(keywords) ? field.zh : field.id;
    add(name, kind(field));
    for (const inner of field.fields ?? []) add(isChinese(keywords) ? inner.zh : inner.id, name);
  }
  for (const field of state.form?.fields ?? []) {
    for (const value of field.values ?? []) add(isChinese(keywords) ? value.zh : value.id, fieldName(field, keywords));
  }
  for (const event of state.form?.events ?? []) {
    add(isChinese(keywords) ? event.zh : event.id, say("事件", "event"));
  }
  for (const word of keywords) add(word, say("关键词", "keyword"));
  for (const name of names) add(name, say("文中的名称", "name in this file"));
  return [...found.values()].slice(0, 12);
}

const isChinese = (keywords) => keywords.includes("政策");
const fieldName = (field, keywords) => (isChinese(keywords) ? field.zh : field.id);

/** What kind of fact a field is, in a word or two. */
function kind(field) {
  const words = {
    boolean: say("是否", "yes or no"), number: say("数", "number"), date: say("日期", "date"),
    text: say("文字", "text"), list: say("列表", "list"), judgement: say("由人认定", "judgement"),
    choice: field.ordered ? say("等级", "level") : say("选项", "choice"), money: say("金额", "money"),
  };
  const unit = field.unit?.[state.language === "zh" ? 0 : 1];
  return [words[field.type] ?? "", unit].filter(Boolean).join(say("，", ", "));
}
