// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/palette.h"

#include "views/kit/tokens.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

namespace safeguard {

namespace {

constexpr int HintRole = Qt::UserRole;
constexpr int besides = 56; ///< icon and margins of a line
/// More than any score: the beginning of a command's name was typed to find that command.
constexpr int aheadOfRecords = 1'000'000;

/// The title at the left, what it is and its shortcut or number at the right.
class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Tokens &tokens = Tokens::instance();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->setFont(tokens.smallFont());
        painter->setPen(tokens.color(isSelected ? Ink::OnAccentSoft : Ink::Muted));
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignVCenter | Qt::AlignRight,
                          index.data(HintRole).toString());
    }

protected:
    /// A title ends before the hint.
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const int hint = QFontMetrics(Tokens::instance().smallFont())
                             .horizontalAdvance(index.data(HintRole).toString());
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight,
                                                      option->rect.width() - hint - besides);
    }
};

}

int fuzzyScore(QStringView query, QStringView text)
{
    int score = 1;
    qsizetype at = 0;
    bool wasAdjacent = false;
    for (const QChar wanted : query) {
        if (wanted.isSpace())
            continue;
        qsizetype found = at;
        while (found < text.size() && text[found].toCaseFolded() != wanted.toCaseFolded())
            ++found;
        if (found == text.size())
            return 0;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += startsWord ? 8 : (wasAdjacent && found == at) ? 5 : 1;
        wasAdjacent = true;
        at = found + 1;
    }
    return score * 100 - static_cast<int>(qMin<qsizetype>(99, text.size()));
}

namespace {
/// By the name, or by number and name together.
int recordScore(const QString &query, const QString &number, const QString &title)
{
    return qMax(fuzzyScore(query, title),
                fuzzyScore(query, QString(number + QLatin1Char(' ') + title)));
}
}

std::vector<std::pair<const RegisterType *, RecordPtr>>
findRecords(const Snapshot &snapshot, const QString &query, size_t limit)
{
    struct Hit
    {
        int score;
        const RegisterType *type;
        RecordPtr record;
    };
    std::vector<Hit> hits;
    for (const RegisterType &type : snapshot.registers()) {
        if (type.isPart || type.isProtected())
            continue;
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            if (const int score = recordScore(query, type.citeNumber(*record), type.title(*record));
                score > 0)
                hits.push_back({score, &type, record});
        }
    }
    const auto end = hits.begin() + static_cast<qptrdiff>(qMin(limit, hits.size()));
    std::partial_sort(hits.begin(), end, hits.end(),
                      [](const Hit &a, const Hit &b) { return a.score > b.score; });
    std::vector<std::pair<const RegisterType *, RecordPtr>> best;
    for (auto at = hits.begin(); at != end; ++at)
        best.emplace_back(at->type, at->record);
    return best;
}

CommandPalette::CommandPalette(std::vector<PaletteItem> items,
                               std::function<std::vector<PaletteItem>(const QString &)> records,
                               QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_items(std::move(items))
    , m_records(std::move(records))
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("palette"));
    setFixedSize(560, 420);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_list, 1);
    m_line->setPlaceholderText(tr("Go to a system, a screen or a command"));
    m_line->setAccessibleName(m_line->placeholderText());
    m_line->installEventFilter(this);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_line, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    refresh();
    m_line->setFocus();
}

void CommandPalette::refresh()
{
    const QString query = m_line->text().trimmed();
    std::vector<std::pair<int, PaletteItem>> scored;
    for (const PaletteItem &item : m_items) {
        if (const int score = fuzzyScore(query, item.title); score > 0)
            scored.emplace_back(
                item.title.startsWith(query, Qt::CaseInsensitive) ? score + aheadOfRecords : score,
                item);
    }
    if (!query.isEmpty()) {
        for (PaletteItem &item : m_records(query)) {
            const int score = recordScore(query, item.hint, item.title);
            scored.emplace_back(score, std::move(item));
        }
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [&](auto &a, auto &b) { return !query.isEmpty() && a.first > b.first; });
    m_shown.clear();
    m_list->clear();
    for (auto &[score, item] : scored) {
        const QString hint = QStringList{item.kind, item.hint}.join(QStringLiteral("  ")).trimmed();
        auto *entry = new QListWidgetItem(item.title, m_list);
        entry->setData(HintRole, hint);
        entry->setData(Qt::AccessibleTextRole, item.title + u' ' + hint);
        m_shown.push_back(std::move(item));
        if (m_shown.size() == 60)
            break;
    }
    m_list->setCurrentRow(0);
}

bool CommandPalette::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int step = key == Qt::Key_Down       ? 1
                     : key == Qt::Key_Up       ? -1
                     : key == Qt::Key_PageDown ? 10
                     : key == Qt::Key_PageUp   ? -10
                                               : 0;
    if (step != 0)
        m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
    return step != 0;
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const auto run = m_shown[static_cast<size_t>(row)].run;
    accept();
    run();
}

}
