// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/plaintext.h"

namespace safeguard::report {

namespace {

QString textOf(const Runs &runs, const std::optional<Badge> &badge = {})
{
    QString text = badge ? badge->word : QString();
    if (badge && !runs.empty())
        text += u' ';
    for (const Run &run : runs)
        text += run.text;
    return text;
}

class TextWriter final
{
public:
    void operator()(const Heading &heading)
    {
        addParagraph(heading.text);
        add(QString(heading.text.size(), heading.level > 1 ? u'-' : u'='));
    }
    void operator()(const Paragraph &paragraph) { addParagraph(textOf(paragraph.runs)); }
    void operator()(const Note &note) { addParagraph(textOf(note.runs)); }
    void operator()(const Figure &figure) { addParagraph(figure.altText); }
    void operator()(const PageBreak &) {}
    void operator()(const List &list)
    {
        add({});
        int number = 0;
        for (const Runs &item : list.items)
            add((list.numbered ? QString::number(++number) + QStringLiteral(". ")
                               : QStringLiteral("- ")) +
                textOf(item));
    }
    void operator()(const KeyValues &values)
    {
        addCaption(values.caption);
        for (const KeyValues::Row &row : values.rows)
            add(row.label + QStringLiteral(": ") + textOf(row.value, row.badge));
    }
    void operator()(const Table &table)
    {
        addCaption(table.caption);
        if (table.rows.empty())
            add(table.emptyText);
        for (const Table::Row &row : table.rows)
            addRow(table, row);
    }
    QString take() { return m_lines.join(u'\n').trimmed() + u'\n'; }

private:
    void add(const QString &line) { m_lines += line; }
    void addParagraph(const QString &text)
    {
        add({});
        add(text);
    }
    void addCaption(const QString &caption)
    {
        add({});
        if (!caption.isEmpty())
            add(caption);
    }
    void addRow(const Table &table, const Table::Row &row)
    {
        for (size_t i = 0; i < row.cells.size(); ++i)
            add((i == 0 ? QStringLiteral("- ") : QStringLiteral("  ")) + table.columns[i].title +
                QStringLiteral(": ") + textOf(row.cells[i].runs, row.cells[i].badge));
    }

    QStringList m_lines;
};

}

QString toPlainText(const Document &document)
{
    TextWriter writer;
    const Paragraph mark{plain(document.info.mark.toUpper())};
    if (!document.info.mark.isEmpty())
        writer(mark);
    for (const Block &block : document.blocks)
        std::visit(writer, block);
    if (!document.info.mark.isEmpty())
        writer(mark);
    return writer.take();
}

}
