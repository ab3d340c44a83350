// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramscreen.h"

#include "model/base/atomicfile.h"
#include "views/flows/accessiblecanvas.h"
#include "views/flows/diagramclipboard.h"
#include "views/flows/inspector.h"
#include "views/flows/outlinemodel.h"
#include "views/flows/overview.h"
#include "views/flows/systempicker.h"
#include "views/kit/icon.h"
#include "views/kit/registerscreen.h"

#include <QComboBox>
#include <QFileDialog>
#include <QItemSelectionModel>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMessageBox>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>

namespace safeguard {

namespace {

const auto stateKey = QStringLiteral("diagrams");

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

QString registerOf(ElementKind kind)
{
    switch (kind) {
    case ElementKind::System:
        return text(System::registerKey);
    case ElementKind::Flow:
        return text(Flow::registerKey);
    case ElementKind::Boundary:
        return text(TrustBoundary::registerKey);
    case ElementKind::Note:
        return text(DiagramNote::registerKey);
    case ElementKind::None:
        break;
    }
    return {};
}

}

DiagramQuestions DiagramQuestions::byDialog()
{
    const auto confirm = [](QWidget *parent, const QString &question, const QString &accept) {
        QMessageBox box(QMessageBox::NoIcon, DiagramScreen::tr("Safeguard"), question,
                        QMessageBox::Cancel, parent);
        QPushButton *go = box.addButton(accept, QMessageBox::AcceptRole);
        box.setDefaultButton(QMessageBox::Cancel);
        box.exec();
        return box.clickedButton() == go;
    };
    const auto askPath = [](QWidget *parent, const QString &suggestion, const QString &filter) {
        return QFileDialog::getSaveFileName(parent, DiagramScreen::tr("Export diagram"), suggestion,
                                            filter);
    };
    return {confirm, askPath};
}

DiagramScreen::DiagramScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_editor(workspace)
    , m_questions(DiagramQuestions::byDialog())
    , m_scene(new CanvasScene(this))
    , m_outlineModel(new OutlineModel(this))
{
    installCanvasAccessibility();
    setObjectName(QStringLiteral("screen-diagrams"));
    m_view = new CanvasView(*m_scene, m_editor);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    m_pages = new QStackedWidget(this);
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(makeNoDiagrams());
    auto *splitter = new QSplitter;
    splitter->addWidget(makeCanvasArea());
    splitter->addWidget(makeSide());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({900, 320});
    splitter->setChildrenCollapsible(false);
    m_pages->addWidget(splitter);
    connectParts();
    restoreState();
    fillDiagrams();
}

DiagramScreen::~DiagramScreen() = default;

void DiagramScreen::connectParts()
{
    connect(&m_workspace.project(), &Project::changed, this, &DiagramScreen::onChanged);
    connect(&m_workspace.deriver(), &Deriver::derived, this, [this] { refresh(false); });
    connect(&Tokens::instance(), &Tokens::changed, this, [this] {
        m_scene->setTheme(currentCanvasTheme());
        m_view->viewport()->update();
        m_inspector->refresh();
    });
    connect(m_scene, &CanvasScene::selectionMade, this, &DiagramScreen::onSelected);
    connect(m_view, &CanvasView::detailsWanted, this, [this] {
        m_tabs->setCurrentIndex(0);
        m_inspector->focusField();
    });
    connect(m_view, &CanvasView::searchWanted, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_view, &CanvasView::removalWanted, this, &DiagramScreen::removeSelected);
    connect(m_view, &CanvasView::copyWanted, this, &DiagramScreen::copySelected);
    connect(m_view, &CanvasView::pasteWanted, this, &DiagramScreen::paste);
    connect(m_view, &CanvasView::menuWanted, this, &DiagramScreen::showContextMenu);
    connect(m_view, &CanvasView::toolChanged, this, [this](CanvasView::Tool tool) {
        m_select->setChecked(tool == CanvasView::Tool::Select);
        m_connect->setChecked(tool == CanvasView::Tool::Connect);
    });
    connect(m_view, &CanvasView::focusMoved, this,
            [this](const AnyId &id) { announceFocus(*m_view, id); });
    connect(m_view, &CanvasView::viewChanged, this,
            [this] { m_zoomLabel->setText(tr("%1 %").arg(qRound(m_view->zoom() * 100))); });
    connect(m_scene, &CanvasScene::contentChanged, this, [this] { announceContent(*m_view); });
    connect(m_inspector, &Inspector::asked, this,
            [this](const QString &registerKey, const AnyId &id) {
                if (m_scene->kindOf(id) != ElementKind::None)
                    m_view->reveal(id);
                else
                    m_workspace.go({Workspace::screenOf(registerKey), id});
            });
}

// Parts ------------------------------------------------------------------------------------------

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
    m_search->setFixedWidth(150);
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
                          tr("Add a trust boundary, around what is selected"));
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
    const bool canEdit = !m_workspace.project().isReadOnly();
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
    add->setEnabled(!m_workspace.project().isReadOnly());
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
        button->setEnabled(!m_workspace.project().isReadOnly());
        layout->addWidget(button, 0, Qt::AlignCenter);
    }
    hint->adjustSize();
    return hint;
}

// Menus ------------------------------------------------------------------------------------------

void DiagramScreen::fillKindMenu(QMenu *menu)
{
    QAction *place = menu->addAction(tr("From the inventory\u2026"));
    place->setObjectName(QStringLiteral("place"));
    connect(place, &QAction::triggered, this, &DiagramScreen::placeFromInventory);
    menu->addSeparator();
    QHash<int, QMenu *> lanes;
    const ChoiceList &laneNames = choices(Lane());
    for (size_t lane = 0; lane < laneNames.size(); ++lane)
        lanes.insert(static_cast<int>(lane),
                     menu->addMenu(tr("New: %1").arg(laneNames[lane].label)));
    const ChoiceList &kinds = choices(SystemKind());
    for (size_t k = 0; k < kinds.size(); ++k) {
        const auto kind = static_cast<SystemKind>(k);
        QAction *action = lanes.value(static_cast<int>(usualLane(kind)))->addAction(kinds[k].label);
        action->setObjectName(QStringLiteral("new-") + kinds[k].key);
        connect(action, &QAction::triggered, this, [this, kind] { addSystem(kind); });
    }
}

void DiagramScreen::fillArrangeMenu(QMenu *menu)
{
    QAction *all =
        menu->addAction(tr("Arrange the whole diagram"), this, &DiagramScreen::arrangeAll);
    all->setObjectName(QStringLiteral("arrange-all"));
    menu->addAction(tr("Place all systems and arrange"), this, &DiagramScreen::placeAll)
        ->setObjectName(QStringLiteral("place-all"));
    menu->addSeparator();
    const std::pair<QString, diagram::Alignment> ways[] = {
        {tr("Align left"), diagram::Alignment::Left},
        {tr("Align centres"), diagram::Alignment::Centre},
        {tr("Align right"), diagram::Alignment::Right},
        {tr("Align top"), diagram::Alignment::Top},
        {tr("Align middles"), diagram::Alignment::Middle},
        {tr("Align bottom"), diagram::Alignment::Bottom}};
    QList<QAction *> ofSelection;
    for (const auto &[label, way] : ways)
        ofSelection += menu->addAction(label, this, [this, way = way] { align(way); });
    menu->addSeparator();
    ofSelection +=
        menu->addAction(tr("Distribute across"), this, [this] { distribute(Qt::Horizontal); });
    ofSelection +=
        menu->addAction(tr("Distribute down"), this, [this] { distribute(Qt::Vertical); });
    menu->addSeparator();
    QAction *pin = menu->addAction(tr("Pin what is selected"), this, [this] {
        m_editor.setPinned(selected(ElementKind::System), true);
    });
    QAction *unpin = menu->addAction(tr("Unpin what is selected"), this, [this] {
        m_editor.setPinned(selected(ElementKind::System), false);
    });
    connect(menu, &QMenu::aboutToShow, this, [this, ofSelection, pin, unpin, all] {
        const bool canEdit = !m_editor.isReadOnly();
        const auto count = selected(ElementKind::System).size();
        for (QAction *action : ofSelection)
            action->setEnabled(canEdit && count > 1);
        for (QAction *action : {pin, unpin})
            action->setEnabled(canEdit && count > 0);
        all->setEnabled(canEdit);
    });
}

void DiagramScreen::fillExportMenu(QMenu *menu)
{
    const std::tuple<QString, const char *, DiagramFormat> formats[] = {
        {tr("PDF\u2026"), "export-pdf", DiagramFormat::Pdf},
        {tr("SVG\u2026"), "export-svg", DiagramFormat::Svg},
        {tr("PNG\u2026"), "export-png", DiagramFormat::Png}};
    for (const auto &[label, name, format] : formats) {
        QAction *action =
            menu->addAction(label, this, [this, format = format] { exportTo(format); });
        action->setObjectName(text(name));
    }
}

void DiagramScreen::fillDiagramMenu(QMenu *menu)
{
    menu->clear();
    const bool canEdit = !m_editor.isReadOnly();
    const bool isThere = !diagram().isNull();
    menu->addAction(tr("New diagram"), this, &DiagramScreen::addDiagram)->setEnabled(canEdit);
    menu->addAction(tr("Title, purpose and lanes"), this,
                    [this] {
                        m_scene->select({});
                        m_tabs->setCurrentIndex(0);
                        m_inspector->focusField();
                    })
        ->setEnabled(canEdit && isThere);
    menu->addAction(tr("Show hidden flows"), this, [this] { m_editor.showHiddenFlows(); })
        ->setEnabled(canEdit && isThere);
    menu->addSeparator();
    menu->addAction(tr("Remove this diagram"), this, &DiagramScreen::removeDiagram)
        ->setEnabled(canEdit && isThere);
}

void DiagramScreen::showContextMenu(const QPoint &at)
{
    QMenu menu(this);
    const bool canEdit = !m_editor.isReadOnly();
    if (m_scene->selection().isEmpty()) {
        fillKindMenu(&menu);
        menu.addSeparator();
        menu.addAction(tr("Add trust boundary"), this, &DiagramScreen::addBoundary);
        menu.addAction(tr("Add note"), this, &DiagramScreen::addNote);
        menu.addAction(tr("Paste"), this, &DiagramScreen::paste);
        for (QAction *action : menu.actions())
            action->setEnabled(canEdit);
    } else {
        menu.addAction(tr("Details"), this, [this] { m_inspector->focusField(); });
        menu.addAction(tr("Copy"), this, &DiagramScreen::copySelected);
        menu.addSeparator();
        menu.addAction(tr("Put a trust boundary around"), this, &DiagramScreen::addBoundary)
            ->setEnabled(canEdit);
        menu.addAction(tr("Connect to another system"), m_view, &CanvasView::startConnecting)
            ->setEnabled(canEdit);
        menu.addSeparator();
        menu.addAction(tr("Take off this diagram"), this, [this] { removeSelected(false); })
            ->setEnabled(canEdit);
        menu.addAction(tr("Remove from the project"), this, [this] { removeSelected(true); })
            ->setEnabled(canEdit);
    }
    menu.exec(at);
}

// What is shown ----------------------------------------------------------------------------------

void DiagramScreen::fillDiagrams()
{
    const Snapshot snapshot = m_editor.snapshot();
    std::vector<std::pair<int, const Diagram *>> all;
    for (const Diagram &record : snapshot.rows<Diagram>())
        all.emplace_back(record.number, &record);
    std::sort(all.begin(), all.end());
    const QSignalBlocker blocker(m_diagrams);
    m_diagrams->clear();
    for (const auto &[number, record] : all)
        m_diagrams->addItem(record->name, record->id.toBytes());
    m_pages->setCurrentIndex(all.empty() ? 0 : 1);
    m_note->setVisible(!all.empty());
    const int at = m_diagrams->findData(diagram().toBytes());
    if (at >= 0)
        m_diagrams->setCurrentIndex(at);
    else
        setDiagram(all.empty() ? Id<Diagram>() : idOf(*all.front().second));
}

void DiagramScreen::setDiagram(const Id<Diagram> &wanted)
{
    if (wanted == diagram() && !wanted.isNull())
        return;
    if (isVisible())
        saveState();
    m_editor.setDiagram(wanted);
    m_diagrams->setCurrentIndex(m_diagrams->findData(wanted.toBytes()));
    refresh(true);
    onSelected();
    m_isFitDue = true;
    restoreView();
}

void DiagramScreen::setLayer(DrawingLayer layer)
{
    m_layer = layer;
    m_layers->setCurrentIndex(static_cast<int>(layer));
    refresh(false);
    saveState();
}

void DiagramScreen::refresh(bool anew)
{
    const Snapshot snapshot = m_editor.snapshot();
    const auto derived = m_workspace.deriver().latest();
    DerivedMaps maps;
    if (derived)
        maps = {&derived->map, &derived->encryption};
    DiagramContent content = contentOf(snapshot, diagram(), m_layer, maps);
    m_outlineModel->setContent(snapshot, content);
    const auto &graph = content.graph;
    m_note->setText(
        tr("%1, %2").arg(tr("%n systems", nullptr, static_cast<int>(graph.nodes.size())),
                         tr("%n flows", nullptr, static_cast<int>(graph.edges.size()))));
    m_scene->setContent(std::move(content), anew);
    m_outline->expandAll();
    m_inspector->refresh();
    followSelectionInOutline();
    showEmptyHint();
}

void DiagramScreen::onChanged(const Change &change)
{
    if (change.touches(text(Diagram::registerKey)))
        fillDiagrams();
    const std::array concern{Diagram::registerKey,     System::registerKey,
                             Flow::registerKey,        Placement::registerKey,
                             Route::registerKey,       BoundaryShape::registerKey,
                             DiagramNote::registerKey, TrustBoundary::registerKey,
                             DataElement::registerKey, Vendor::registerKey};
    if (std::any_of(concern.begin(), concern.end(),
                    [&](const char *key) { return change.touches(text(key)); }))
        refresh(false);
}

void DiagramScreen::showEmptyHint()
{
    const DiagramContent &content = m_scene->content();
    const bool isEmpty =
        content.graph.nodes.empty() && content.graph.containers.empty() && content.notes.empty();
    m_hint->setVisible(isEmpty);
    m_overview->setVisible(!isEmpty);
}

void DiagramScreen::onSelected()
{
    const QSet<AnyId> &ids = m_scene->selection();
    if (ids.isEmpty())
        m_inspector->show(text(Diagram::registerKey), diagram());
    else if (ids.size() > 1)
        m_inspector->showMany(static_cast<int>(ids.size()));
    else
        m_inspector->show(registerOf(m_scene->kindOf(*ids.begin())), *ids.begin());
    followSelectionInOutline();
}

void DiagramScreen::followSelectionInOutline()
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    QItemSelection selection;
    for (const AnyId &id : m_scene->selection()) {
        const QModelIndex index = m_outlineModel->indexOf(id);
        if (index.isValid())
            selection.select(index, index);
    }
    m_outline->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const QModelIndex current = m_outlineModel->indexOf(m_scene->current());
    if (current.isValid()) {
        m_outline->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_outline->scrollTo(current);
    }
    m_isFollowing = false;
}

void DiagramScreen::onOutlineChosen()
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    QSet<AnyId> ids;
    for (const QModelIndex &index : m_outline->selectionModel()->selectedIndexes())
        ids.insert(m_outlineModel->idAt(index));
    ids.remove(AnyId());
    const AnyId current = m_outlineModel->idAt(m_outline->currentIndex());
    if (ids.size() == 1)
        m_view->reveal(*ids.begin());
    m_scene->select(ids, current);
    m_isFollowing = false;
}

void DiagramScreen::find(const QString &wanted, bool next)
{
    if (wanted.trimmed().isEmpty())
        return;
    const Snapshot snapshot = m_editor.snapshot();
    std::vector<AnyId> found;
    for (const AnyId &id : m_scene->elements()) {
        QString words = m_scene->nameOf(id);
        if (const QString key = registerOf(m_scene->kindOf(id)); !key.isEmpty())
            words += QLatin1Char('\n') + snapshot.describe(key, id);
        if (words.contains(wanted.trimmed(), Qt::CaseInsensitive))
            found.push_back(id);
    }
    m_search->setToolTip(tr("%n found", nullptr, static_cast<int>(found.size())));
    if (found.empty()) {
        m_workspace.say(tr("Nothing on this diagram matches."));
        return;
    }
    const auto at = std::find(found.begin(), found.end(), m_scene->current());
    if (at == found.end())
        m_view->reveal(found.front());
    else if (next)
        m_view->reveal(at + 1 == found.end() ? found.front() : *(at + 1));
}

void DiagramScreen::reveal(const Address &address)
{
    if (address.record.isNull())
        return;
    const Snapshot snapshot = m_editor.snapshot();
    if (snapshot.find(Id<Diagram>(address.record))) {
        setDiagram(Id<Diagram>(address.record));
    } else if (m_scene->kindOf(address.record) == ElementKind::None) {
        AnyId system = address.record;
        if (const Flow *flow = snapshot.find(Id<Flow>(system)))
            system = flow->source;
        for (const Placement &placement : snapshot.rows<Placement>()) {
            if (placement.system == system)
                setDiagram(placement.diagram);
        }
    }
    m_view->reveal(address.record);
    m_view->setFocus();
    if (!address.field.isEmpty()) {
        m_tabs->setCurrentIndex(0);
        m_inspector->focusField(address.field);
    }
}

// Actions ----------------------------------------------------------------------------------------

std::vector<AnyId> DiagramScreen::selected(ElementKind kind) const
{
    std::vector<AnyId> ids;
    for (const AnyId &id : m_scene->selection()) {
        if (m_scene->kindOf(id) == kind)
            ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

void DiagramScreen::revealNew(const AnyId &id, bool edit)
{
    if (id.isNull())
        return;
    m_view->reveal(id);
    if (edit) {
        m_tabs->setCurrentIndex(0);
        m_inspector->focusField();
    }
}

void DiagramScreen::addDiagram()
{
    const Id<Diagram> made = m_editor.addDiagram();
    if (made.isNull())
        return;
    setDiagram(made);
    m_inspector->focusField();
}

void DiagramScreen::removeDiagram()
{
    const QString name = m_editor.snapshot().title(text(Diagram::registerKey), diagram());
    const bool isSure = m_scene->content().graph.nodes.empty() ||
                        m_questions.confirm(this,
                                            tr("Remove the diagram %1? Its systems and flows stay "
                                               "in the inventory.")
                                                .arg(name),
                                            tr("Remove diagram"));
    if (isSure)
        m_editor.removeDiagram();
}

void DiagramScreen::placeFromInventory()
{
    SystemPicker picker(m_editor, this);
    if (picker.exec() != QDialog::Accepted)
        return;
    const QPointF spot = m_view->spotForNew();
    for (const Id<TrustBoundary> &boundary : picker.chosenBoundaries())
        m_editor.placeBoundary(boundary, spot);
    const std::vector<Id<System>> systems = picker.chosenSystems();
    if (systems.empty() || !m_editor.place(systems, spot))
        return;
    m_scene->select(QSet<AnyId>(systems.begin(), systems.end()), systems.front());
    m_view->setFocus();
}

void DiagramScreen::placeAll()
{
    if (m_editor.placeAllAndArrange())
        m_view->fit();
    m_view->setFocus();
}

void DiagramScreen::arrangeAll()
{
    if (m_editor.arrangeAll())
        m_view->fit();
}

void DiagramScreen::addSystem(SystemKind kind)
{
    revealNew(m_editor.addSystem(kind, m_view->spotForNew()), true);
}

void DiagramScreen::addBoundary()
{
    QRectF around;
    for (const AnyId &id : m_scene->selection()) {
        if (m_scene->kindOf(id) != ElementKind::Flow)
            around |= m_scene->rectOf(id);
    }
    if (around.isNull()) {
        const QPointF spot = m_view->spotForNew();
        around =
            QRectF(std::round(spot.x() / 8) * 8 - 160, std::round(spot.y() / 8) * 8 - 96, 320, 192);
    } else {
        around.adjust(-24, -40, 24, 24);
    }
    revealNew(m_editor.addBoundary(around), true);
}

void DiagramScreen::addNote()
{
    const Id<DiagramNote> made = m_editor.addNote(tr("Note"), m_view->spotForNew());
    if (!made.isNull())
        m_view->editNote(made);
}

void DiagramScreen::removeSelected(bool records)
{
    const QSet<AnyId> &chosen = m_scene->selection();
    if (chosen.isEmpty() || m_editor.isReadOnly())
        return;
    std::vector<AnyId> ids;
    for (const AnyId &id : chosen) { // a flow goes with its end, it is not hidden beside
        const diagram::Edge *edge = m_scene->edge(id);
        if (!edge || (!chosen.contains(edge->source) && !chosen.contains(edge->target)))
            ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end());
    if (!records) {
        m_editor.takeOff(ids);
        return;
    }
    const QStringList others = m_editor.referrers(ids);
    constexpr int shown = 6;
    QString list = QStringList(others.mid(0, shown)).join(QStringLiteral(", "));
    if (others.size() > shown)
        list = tr("%1 and %n more", nullptr, static_cast<int>(others.size()) - shown).arg(list);
    const bool isSure =
        others.isEmpty() ||
        m_questions.confirm(this,
                            tr("Others refer to what you remove: %1. Those that cannot be without "
                               "it are removed as well; the rest lose the reference.")
                                .arg(list),
                            tr("Remove from the project"));
    if (isSure)
        m_editor.removeRecords(ids);
}

void DiagramScreen::copySelected()
{
    DiagramClip clip{diagram(), {}};
    for (const AnyId &id : selected(ElementKind::System))
        clip.systems.push_back({Id<System>(id), m_scene->rectOf(id)});
    if (!clip.systems.empty())
        toClipboard(clip, m_editor.snapshot());
}

void DiagramScreen::paste()
{
    const auto clip = fromClipboard();
    if (!clip || m_editor.isReadOnly() || diagram().isNull())
        return;
    std::vector<CopiedSystem> fresh;
    for (const CopiedSystem &each : clip->systems) {
        if (m_scene->kindOf(each.system) == ElementKind::None)
            fresh.push_back(each);
    }
    QSet<AnyId> pasted;
    if (!fresh.empty()) {
        const QPointF by = m_scene->contentRect().isEmpty()
                               ? QPointF()
                               : offsetIntoView(fresh, m_view->visibleRect());
        if (m_editor.pasteSame(fresh, by)) {
            for (const CopiedSystem &each : fresh)
                pasted.insert(each.system);
        }
    } else if (m_questions.confirm(this,
                                   tr("These systems are on this diagram already. A system is "
                                      "drawn once on a diagram. Make new systems that start with "
                                      "the same properties?"),
                                   tr("Make new systems"))) {
        for (const Id<System> &id : m_editor.pasteAsNew(clip->systems, QPointF(32, 32)))
            pasted.insert(id);
    }
    if (!pasted.isEmpty())
        m_scene->select(pasted);
}

void DiagramScreen::align(diagram::Alignment alignment)
{
    const std::vector<AnyId> ids = selected(ElementKind::System);
    moveTo(ids, diagram::aligned(rectsOf(ids), alignment), tr("Align systems"));
}

void DiagramScreen::distribute(Qt::Orientation orientation)
{
    const std::vector<AnyId> ids = selected(ElementKind::System);
    moveTo(ids, diagram::distributed(rectsOf(ids), orientation), tr("Distribute systems"));
}

std::vector<QRectF> DiagramScreen::rectsOf(const std::vector<AnyId> &ids) const
{
    std::vector<QRectF> rects;
    for (const AnyId &id : ids)
        rects.push_back(m_scene->rectOf(id));
    return rects;
}

void DiagramScreen::moveTo(const std::vector<AnyId> &ids, const std::vector<QRectF> &rects,
                           const QString &sentence)
{
    std::vector<Moved> moved;
    for (size_t i = 0; i < ids.size(); ++i)
        moved.push_back({ids[i], rects[i]});
    if (!moved.empty())
        m_editor.move(moved, sentence);
}

void DiagramScreen::exportTo(DiagramFormat format)
{
    const Snapshot snapshot = m_editor.snapshot();
    const Diagram *record = snapshot.find(diagram());
    if (!record)
        return;
    const std::array filters{tr("PDF (*.pdf)"), tr("SVG (*.svg)"), tr("PNG (*.png)")};
    const std::array suffixes{".pdf", ".svg", ".png"};
    const auto which = static_cast<size_t>(format);
    QString name = record->name;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString path =
        m_questions.askPath(this, name + text(suffixes.at(which)), filters.at(which));
    if (path.isEmpty())
        return;
    const auto theme = diagram::Theme::print(QApplication::font().family());
    DerivedMaps maps;
    const auto derived = m_workspace.deriver().latest();
    if (derived)
        maps = {&derived->map, &derived->encryption};
    DrawingOptions options;
    options.layer = m_layer;
    const Drawing drawing = drawingOf(snapshot, maps, diagram(), theme, options);
    const auto bytes = exported(drawing, theme, format, record->name);
    const Status written = bytes ? writeAtomically(path, *bytes) : Status(failure(bytes.error()));
    if (written)
        m_workspace.say(tr("Exported to %1.").arg(path));
    else
        Q_EMIT m_workspace.refused(written.error());
}

// Places and state -------------------------------------------------------------------------------

bool DiagramScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_canvasArea && event->type() == QEvent::Resize) {
        placeOverlays();
    } else if (watched == m_search && event->type() == QEvent::KeyPress &&
               static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_search->clear();
        m_view->setFocus();
        return true;
    }
    return Screen::eventFilter(watched, event);
}

void DiagramScreen::placeOverlays()
{
    constexpr int gap = 12;
    const QSize area = m_canvasArea->size();
    m_overview->move(area.width() - m_overview->width() - gap,
                     area.height() - m_overview->height() - gap);
    m_zoomBar->move(gap, area.height() - m_zoomBar->height() - gap);
    m_hint->move((area.width() - m_hint->width()) / 2, (area.height() - m_hint->height()) / 2);
}

void DiagramScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    QMetaObject::invokeMethod(
        this,
        [this] {
            placeOverlays();
            if (std::exchange(m_isFitDue, false))
                m_view->showFirst();
        },
        Qt::QueuedConnection);
}

void DiagramScreen::hideEvent(QHideEvent *event)
{
    saveState();
    Screen::hideEvent(event);
}

void DiagramScreen::saveState()
{
    QJsonObject state = QJsonDocument::fromJson(m_workspace.project().viewState(stateKey)).object();
    state[text("diagram")] = diagram().toText();
    state[text("layer")] = layerKey(m_layer);
    if (!m_isFitDue && !diagram().isNull()) {
        const QPointF centre = m_view->visibleRect().center();
        state[diagram().toText()] = QJsonObject{
            {text("zoom"), m_view->zoom()}, {text("x"), centre.x()}, {text("y"), centre.y()}};
    }
    m_workspace.project().setViewState(stateKey, QJsonDocument(state).toJson());
}

void DiagramScreen::restoreState()
{
    const QJsonObject state =
        QJsonDocument::fromJson(m_workspace.project().viewState(stateKey)).object();
    m_layer = layerFrom(state[text("layer")].toString()).value_or(DrawingLayer::DataTier);
    m_layers->setCurrentIndex(static_cast<int>(m_layer));
    const auto last = AnyId::fromText(state[text("diagram")].toString());
    if (last && m_editor.snapshot().find(Id<Diagram>(*last)))
        setDiagram(Id<Diagram>(*last));
}

/// Where this diagram was left; else all of it.
void DiagramScreen::restoreView()
{
    const QJsonObject state =
        QJsonDocument::fromJson(m_workspace.project().viewState(stateKey)).object();
    const QJsonObject own = state[diagram().toText()].toObject();
    m_isFitDue = own.isEmpty();
    if (!own.isEmpty()) {
        m_view->setZoom(own[text("zoom")].toDouble(1));
        m_view->centerOn(own[text("x")].toDouble(), own[text("y")].toDouble());
    } else if (isVisible()) {
        m_isFitDue = false;
        m_view->showFirst();
    }
}

}
