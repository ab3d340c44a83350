// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramscreen.h"

#include "views/flows/inspector.h"
#include "views/flows/outlinemodel.h"
#include "views/flows/overview.h"
#include "views/kit/icon.h"
#include "views/kit/registerscreen.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>

namespace safeguard {

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

QPushButton *menuButton(const QString &label, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(label, parent);
    button->setObjectName(text(name));
    button->setMenu(new QMenu(button));
    return button;
}

}

QWidget *DiagramScreen::makeHeader()
{
    auto *header = new ScreenHeader(tr("Data flows"), this);
    m_note = header->note();
    m_diagrams = new QComboBox(header);
    m_diagrams->setObjectName(QStringLiteral("diagrams"));
    m_diagrams->setAccessibleName(tr("Diagram"));
    m_diagrams->setMinimumWidth(150);
    m_diagrams->setMaximumWidth(260);
    connect(m_diagrams, &QComboBox::activated, this, [this](int index) {
        setDiagram(Id<Diagram>(AnyId::fromBytes(m_diagrams->itemData(index).toByteArray())));
    });
    header->addButton(m_diagrams);
    auto *more = new QToolButton(header);
    more->setObjectName(QStringLiteral("diagram-menu"));
    more->setIcon(icon(QStringLiteral("settings")));
    more->setToolTip(tr("Add, change or remove diagrams"));
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillDiagramMenu(menu); });
    more->setMenu(menu);
    header->addButton(more);

    m_search = new QLineEdit(header);
    m_search->setObjectName(QStringLiteral("find"));
    m_search->setPlaceholderText(tr("Find here"));
    m_search->setAccessibleName(tr("Find on this diagram"));
    m_search->setToolTip(tr("Find on this diagram ( / )"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(120);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this,
            [this](const QString &wanted) { find(wanted, false); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(m_search->text(), true); });
    header->addButton(m_search);

    m_layers = new QComboBox(header);
    m_layers->setObjectName(QStringLiteral("layer"));
    m_layers->setAccessibleName(tr("Layer"));
    m_layers->setToolTip(tr("What the colours tell"));
    for (const DrawingLayer layer : allLayers)
        m_layers->addItem(tr("Layer: %1").arg(layerName(layer)), layerKey(layer));
    connect(m_layers, &QComboBox::activated, this,
            [this](int index) { setLayer(allLayers.at(static_cast<size_t>(index))); });
    header->addButton(m_layers);

    auto *arranging = menuButton(tr("Arrange"), "arrange", header);
    fillArrangeMenu(arranging->menu());
    header->addButton(arranging);
    auto *exporting = menuButton(tr("Export"), "export", header);
    exporting->setProperty("role", QStringLiteral("primary"));
    fillExportMenu(exporting->menu());
    header->addButton(exporting);
    return header;
}

QToolButton *DiagramScreen::tool(QBoxLayout *layout, const QString &name, const QString &iconName,
                                 const QString &tip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setIconSize({18, 18});
    button->setFixedSize(34, 34);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    layout->addWidget(button);
    return button;
}

QWidget *DiagramScreen::makeTools()
{
    auto *tools = new QWidget;
    tools->setObjectName(QStringLiteral("tools"));
    auto *layout = new QVBoxLayout(tools);
    layout->setContentsMargins(6, 8, 6, 8);
    layout->setSpacing(4);
    m_select = tool(layout, QStringLiteral("tool-select"), QStringLiteral("cursor"),
                    tr("Select and move"));
    m_select->setCheckable(true);
    m_select->setChecked(true);
    m_connect = tool(layout, QStringLiteral("tool-connect"), QStringLiteral("flows"),
                     tr("Connect systems by a flow ( C )"));
    m_connect->setCheckable(true);
    connect(m_select, &QToolButton::clicked, this, [this] {
        m_view->setTool(CanvasView::Tool::Select);
        m_select->setChecked(true);
    });
    connect(m_connect, &QToolButton::clicked, this, [this] {
        m_view->setTool(CanvasView::Tool::Connect);
        m_connect->setChecked(true);
    });
    layout->addSpacing(8);
    auto *adding =
        tool(layout, QStringLiteral("tool-system"), QStringLiteral("systems"), tr("Add a system"));
    adding->setPopupMode(QToolButton::InstantPopup);
    auto *kinds = new QMenu(adding);
    fillKindMenu(kinds);
    adding->setMenu(kinds);
    auto *boundary = tool(layout, QStringLiteral("tool-boundary"), QStringLiteral("boundary"),
                          tr("Add a trust boundary: around what is selected, else drawn"));
    connect(boundary, &QToolButton::clicked, this, &DiagramScreen::addBoundary);
    auto *note =
        tool(layout, QStringLiteral("tool-note"), QStringLiteral("note"), tr("Add a note"));
    connect(note, &QToolButton::clicked, this, &DiagramScreen::addNote);
    layout->addSpacing(8);
    auto *snap = tool(layout, QStringLiteral("tool-snap"), QStringLiteral("matrix"),
                      tr("Snap to the grid and to what is level"));
    snap->setCheckable(true);
    snap->setChecked(true);
    connect(snap, &QToolButton::toggled, m_view, &CanvasView::setSnapping);
    layout->addStretch(1);
    const bool canEdit = m_editor.canEdit();
    for (QToolButton *button : {m_connect, adding, boundary, note})
        button->setEnabled(canEdit);
    return tools;
}

QWidget *DiagramScreen::makeCanvasArea()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QHBoxLayout(panel);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    auto *line = new QFrame;
    line->setObjectName(QStringLiteral("tools-line"));
    line->setFixedWidth(1);
    line->setFrameShape(QFrame::NoFrame);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addWidget(line);
    m_canvasArea = new QWidget;
    m_canvasArea->installEventFilter(this);
    auto *area = new QVBoxLayout(m_canvasArea);
    area->setContentsMargins({});
    area->addWidget(m_view);
    layout->addWidget(m_canvasArea, 1);
    m_overview = new Overview(*m_view, m_canvasArea);
    m_legend = new LegendPanel(*m_view, m_canvasArea);
    m_zoomBar = makeZoomBar(m_canvasArea);
    m_hint = makeEmptyHint();
    return panel;
}

QWidget *DiagramScreen::makeZoomBar(QWidget *parent)
{
    auto *bar = new QFrame(parent);
    bar->setProperty("role", QStringLiteral("panel"));
    bar->setObjectName(QStringLiteral("zoom-bar"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->setSpacing(0);
    const auto add = [&](const char *name, const char *iconName, const QString &tip, auto slot) {
        QToolButton *button = tool(layout, text(name), text(iconName), tip);
        button->setFixedSize(28, 28);
        connect(button, &QToolButton::clicked, m_view, slot);
    };
    add("zoom-out", "zoom-out", tr("Zoom out (Ctrl+minus)"), &CanvasView::zoomOut);
    m_zoomLabel = new QToolButton;
    m_zoomLabel->setObjectName(QStringLiteral("zoom-100"));
    m_zoomLabel->setToolTip(tr("Show at 100 %"));
    m_zoomLabel->setAccessibleName(m_zoomLabel->toolTip());
    m_zoomLabel->setFixedSize(56, 28);
    connect(m_zoomLabel, &QToolButton::clicked, m_view, [this] { m_view->setZoom(1); });
    layout->addWidget(m_zoomLabel);
    add("zoom-in", "zoom-in", tr("Zoom in (Ctrl+plus)"), &CanvasView::zoomIn);
    add("zoom-fit", "fit", tr("Fit the diagram (Ctrl+0)"), &CanvasView::fit);
    add("zoom-selection", "boundary", tr("Zoom to what is selected"), &CanvasView::fitSelection);
    m_showsLegend = tool(layout, text("legend-toggle"), text("why"), tr("Legend"));
    m_showsLegend->setFixedSize(28, 28);
    m_showsLegend->setCheckable(true);
    m_showsLegend->setChecked(true);
    connect(m_showsLegend, &QToolButton::toggled, this, &DiagramScreen::showEmptyHint);
    m_showsMap = tool(layout, text("map-toggle"), text("map"), tr("Overview map"));
    m_showsMap->setFixedSize(28, 28);
    m_showsMap->setCheckable(true);
    m_showsMap->setChecked(true);
    connect(m_showsMap, &QToolButton::toggled, this, &DiagramScreen::showEmptyHint);
    bar->adjustSize();
    return bar;
}

QWidget *DiagramScreen::makeSide()
{
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("side-tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Details"));
    m_tabs->addTab(tr("Outline"));
    layout->addWidget(m_tabs);
    m_side = new QStackedWidget;
    layout->addWidget(m_side, 1);
    m_inspector = new Inspector(m_workspace);
    m_side->addWidget(m_inspector);
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(8, 8, 4, 8);
    m_outline = new QTreeView;
    m_outline->setObjectName(QStringLiteral("outline"));
    m_outline->setAccessibleName(tr("Outline of the diagram"));
    m_outline->setModel(m_outlineModel);
    m_outline->setHeaderHidden(true);
    m_outline->setUniformRowHeights(true);
    m_outline->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_outline->setIndentation(14);
    m_outline->expandAll();
    inner->addWidget(m_outline);
    m_side->addWidget(panel);
    connect(m_tabs, &QTabBar::currentChanged, m_side, &QStackedWidget::setCurrentIndex);
    connect(m_outline->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DiagramScreen::onOutlineChosen);
    connect(m_outline, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (!m_outlineModel->idAt(index).isNull()) {
            m_tabs->setCurrentIndex(0);
            m_inspector->focusField();
        }
    });
    return side;
}

namespace {

QLabel *centred(const QString &words, const char *role, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setProperty("role", text(role));
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setFixedWidth(400);
    return label;
}

}

QWidget *DiagramScreen::makeNoDiagrams()
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setAlignment(Qt::AlignCenter);
    layout->setSpacing(12);
    QLabel *title = centred(tr("No diagrams yet"), "", panel);
    title->setFont(Tokens::instance().titleFont());
    auto *add = new QPushButton(tr("Add the first diagram"), panel);
    add->setObjectName(QStringLiteral("first-diagram"));
    add->setProperty("role", QStringLiteral("primary"));
    add->setEnabled(m_editor.canEdit());
    connect(add, &QPushButton::clicked, this, &DiagramScreen::addDiagram);
    layout->addWidget(title, 0, Qt::AlignCenter);
    layout->addWidget(centred(m_workspace.project().registers().of<Diagram>().purpose, "", panel),
                      0, Qt::AlignCenter);
    layout->addWidget(add, 0, Qt::AlignCenter);
    return panel;
}

QWidget *DiagramScreen::makeEmptyHint()
{
    auto *hint = new QFrame(m_canvasArea);
    hint->setObjectName(QStringLiteral("empty-hint"));
    hint->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(hint);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    QLabel *title = centred(tr("This diagram is empty"), "", hint);
    title->setFont(Tokens::instance().headingFont());
    auto *all = new QPushButton(tr("Place all systems and arrange"), hint);
    all->setObjectName(QStringLiteral("hint-all"));
    all->setProperty("role", QStringLiteral("primary"));
    auto *some = new QPushButton(tr("Place systems from the inventory\u2026"), hint);
    some->setObjectName(QStringLiteral("hint-some"));
    auto *make = new QPushButton(tr("New system"), hint);
    make->setObjectName(QStringLiteral("hint-new"));
    make->setMenu(new QMenu(make));
    fillKindMenu(make->menu());
    connect(all, &QPushButton::clicked, this, &DiagramScreen::placeAll);
    connect(some, &QPushButton::clicked, this, &DiagramScreen::placeFromInventory);
    layout->addWidget(title);
    layout->addWidget(centred(tr("Place the systems of the inventory. The flows between them show "
                                 "by themselves, and with them where data become ePHI."),
                              "muted", hint));
    for (QPushButton *button : {all, some, make}) {
        button->setEnabled(m_editor.canEdit());
        layout->addWidget(button, 0, Qt::AlignCenter);
    }
    hint->adjustSize();
    return hint;
}

}
