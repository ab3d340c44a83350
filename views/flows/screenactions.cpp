// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramscreen.h"

#include "views/flows/diagramclipboard.h"
#include "views/flows/inspector.h"
#include "views/flows/systempicker.h"

#include <cmath>
#include <QTabBar>

namespace safeguard {

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

}

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
    if (around.isNull())
        m_view->setTool(CanvasView::Tool::Boundary);
    else
        revealNew(m_editor.addBoundary(around.adjusted(-24, -40, 24, 24)), true);
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
    if (chosen.isEmpty() || !m_editor.canEdit())
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
    if (!clip || !m_editor.canEdit() || diagram().isNull())
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
    const Status written = bytes ? m_workspace.project().exportFile(record->name, path, *bytes)
                                 : Status(failure(bytes.error()));
    if (written)
        m_workspace.say(tr("Exported to %1.").arg(path));
    else
        Q_EMIT m_workspace.refused(written.error());
}

}
