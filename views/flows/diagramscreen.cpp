// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramscreen.h"

#include "views/flows/accessiblecanvas.h"
#include "views/flows/inspector.h"
#include "views/flows/outlinemodel.h"
#include "views/flows/overview.h"

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
        if (tool == CanvasView::Tool::Boundary)
            m_workspace.say(tr("Drag the trust boundary; Esc leaves it."));
    });
    connect(m_view, &CanvasView::boundaryDrawn, this,
            [this](const QRectF &rect) { revealNew(m_editor.addBoundary(rect), true); });
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
                             DataElement::registerKey, Company::registerKey};
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
    m_overview->setVisible(m_showsMap->isChecked() && !isEmpty);
    m_legend->setVisible(m_showsLegend->isChecked() && !content.legend.empty() && !isEmpty);
    placeOverlays();
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
    m_legend->move(gap, m_zoomBar->y() - m_legend->height() - 8);
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
    state[text("legend")] = m_showsLegend->isChecked();
    state[text("map")] = m_showsMap->isChecked();
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
    m_showsLegend->setChecked(state[text("legend")].toBool(true));
    m_showsMap->setChecked(state[text("map")].toBool(true));
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
