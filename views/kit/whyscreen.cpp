// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/whyscreen.h"

#include "views/kit/celldelegate.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"

#include <QScrollArea>
#include <QSplitter>

namespace safeguard {

namespace {

QLabel *lineOf(const QString &role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}

WhyScreen::WhyScreen(Workspace &workspace, const QString &key, const QString &title,
                     QAbstractItemModel *model, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(model)
    , m_header(new ScreenHeader(title, this))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("screen-") + key);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    m_listLayout = inner;
    splitter->addWidget(panel);
    m_table->setObjectName(QStringLiteral("table-") + key);
    m_table->setAccessibleName(title);
    m_table->setModel(model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setWordWrap(true);
    const int twoLines = 2 * m_table->fontMetrics().lineSpacing() + 12;
    m_table->verticalHeader()->setDefaultSectionSize(qMax(Tokens::rowHeight, twoLines));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
}

QWidget *WhyScreen::makeDetail()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    panel->setMinimumWidth(280);
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Why"));
    auto *detail = new QWidget;
    detail->setObjectName(QStringLiteral("form-content"));
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    m_heading = lineOf(QStringLiteral("heading"), detail);
    m_heading->setObjectName(QStringLiteral("why-heading"));
    layout->addWidget(m_heading);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(6);
    layout->addLayout(m_lines);
    m_note = lineOf(QStringLiteral("muted"), detail);
    m_note->setTextInteractionFlags(Qt::NoTextInteraction); // it may be empty
    layout->addWidget(m_note);
    m_button = new QPushButton(detail);
    m_button->setObjectName(QStringLiteral("fix"));
    m_button->setProperty("role", QStringLiteral("primary"));
    connect(m_button, &QPushButton::clicked, this, &WhyScreen::follow);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    m_detailLayout = new QVBoxLayout;
    layout->addLayout(m_detailLayout);
    layout->addStretch(1);
    scroll->setWidget(detail);
    detail->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    inner->addWidget(scroll);
    return panel;
}

void WhyScreen::addChoice(QWidget *choice)
{
    m_header->addButton(choice);
}

void WhyScreen::addBar(QWidget *bar)
{
    static_cast<QBoxLayout *>(layout())->insertWidget(1, bar);
}

int WhyScreen::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void WhyScreen::start(int firstColumn)
{
    m_firstColumn = firstColumn;
    const auto select = [this] {
        if (m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(rowAfterReset(), m_firstColumn));
        showCurrent();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WhyScreen::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, select);
    connect(m_table, &QTableView::activated, this, &WhyScreen::follow);
    select();
}

void WhyScreen::showCurrent()
{
    m_header->note()->setText(countText());
    const Detail shown = current();
    m_target = shown.target;
    m_heading->setText(shown.heading);
    showWhy(shown.why);
    panel::showIn(m_note, shown.note);
    m_button->setText(QString(shown.button).replace(u'&', QStringLiteral("&&")));
    m_button->setVisible(!shown.button.isEmpty());
}

void WhyScreen::showWhy(const Why &why)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const WhyLine &line : why) {
        auto *label = lineOf({}, m_heading->parentWidget());
        label->setObjectName(QStringLiteral("why-line"));
        label->setText(line.text);
        if (!line.id.isNull()) {
            const Tokens &tokens = Tokens::instance();
            label->setTextFormat(Qt::RichText);
            label->setText(QStringLiteral("<a href=\"#\" style=\"text-decoration:none; "
                                          "color:%1\">%2 <span style=\"color:%3\">\u203a"
                                          "</span></a>")
                               .arg(tokens.css(Ink::Text), line.text.toHtmlEscaped(),
                                    tokens.css(Ink::Accent)));
            label->setTextInteractionFlags(Qt::LinksAccessibleByMouse |
                                           Qt::LinksAccessibleByKeyboard);
            label->setAccessibleName(line.text);
            connect(label, &QLabel::linkActivated, this, [this, line] {
                m_workspace.go({Workspace::screenOf(line.registerKey), line.id});
            });
        }
        m_lines->addWidget(label);
    }
}

void WhyScreen::follow()
{
    if (!m_target.screen.isEmpty())
        m_workspace.go(m_target);
}

}
