// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/notes.h"

namespace safeguard {

namespace {

constexpr double padding = 10;
constexpr double lineHeight = 17;
constexpr double leastWidth = 60;
constexpr auto face = diagram::FontRole::Caption;

/// Breaks at spaces; a word that is wider than the line is elided.
QStringList linesOf(const PlacedNote &note, const diagram::TextMetrics &metrics)
{
    const double width = std::max(leastWidth, note.width) - 2 * padding - 3;
    QStringList lines;
    for (const QString &paragraph : note.text.split(QLatin1Char('\n'))) {
        QString line;
        for (const QString &word : paragraph.split(QLatin1Char(' '))) {
            const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
            if (!line.isEmpty() && metrics.width(face, longer) > width) {
                lines += line;
                line = word;
            } else {
                line = longer;
            }
        }
        lines += line;
    }
    for (QString &line : lines)
        line = metrics.elided(face, line, width);
    return lines;
}

}

QRectF rectOf(const PlacedNote &note, const diagram::TextMetrics &metrics)
{
    const auto count = static_cast<double>(linesOf(note, metrics).size());
    return {note.corner,
            QSizeF(std::max(leastWidth, note.width), count * lineHeight + 2 * padding)};
}

void addNote(diagram::DisplayList &list, const PlacedNote &note,
             const diagram::TextMetrics &metrics)
{
    using namespace diagram;
    const QRectF rect = rectOf(note, metrics);
    list.add(BoxShape{rect, 4, ColorRole::LabelFill, ColorRole::LabelOutline, 1, false}, note.id);
    list.add(BoxShape{QRectF(rect.topLeft(), QSizeF(3, rect.height())), 0, ColorRole::Accent, {}},
             note.id);
    QRectF row(rect.left() + padding + 3, rect.top() + padding, rect.width() - 2 * padding - 3,
               lineHeight);
    for (const QString &line : linesOf(note, metrics)) {
        if (!line.isEmpty())
            list.add(TextShape{row, line, line, face, ColorRole::LabelText,
                               Qt::AlignLeft | Qt::AlignVCenter},
                     note.id, Detail::Reduced);
        row.translate(0, lineHeight);
    }
    list.bounds |= rect.adjusted(-16, -16, 16, 16);
}

}
