// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramscreen.h"

#include "views/flows/inspector.h"

#include <QTabBar>

namespace safeguard {

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

}

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
        const bool canEdit = m_editor.canEdit();
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
    const bool canEdit = m_editor.canEdit();
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
    const bool canEdit = m_editor.canEdit();
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

}
