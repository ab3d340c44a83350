// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/canvasview.h"
#include "views/flows/diagramexport.h"
#include "views/kit/workspace.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QTreeView;

namespace safeguard {

class Inspector;
class LegendPanel;
class OutlineModel;
class Overview;

/// What the screen asks a person; tests answer instead.
struct DiagramQuestions
{
    /// True to go on.
    std::function<bool(QWidget *, const QString &text, const QString &accept)> confirm;
    /// Where to write; empty to stop.
    std::function<QString(QWidget *, const QString &suggestion, const QString &filter)> askPath;
    static DiagramQuestions byDialog();
};

/// The data-flow diagrams: canvas, tools, inspector, outline.
class DiagramScreen final : public Screen
{
    Q_OBJECT

public:
    explicit DiagramScreen(Workspace &workspace, QWidget *parent = nullptr);
    ~DiagramScreen() override;

    /// A diagram, or something that a diagram shows.
    void reveal(const Address &address) override;
    void setQuestions(DiagramQuestions questions) { m_questions = std::move(questions); }

    CanvasView *view() const { return m_view; }
    CanvasScene *scene() const { return m_scene; }
    Id<Diagram> diagram() const { return m_editor.diagram(); }
    DrawingLayer layer() const { return m_layer; }
    void setDiagram(const Id<Diagram> &diagram);
    void setLayer(DrawingLayer layer);

public Q_SLOTS:
    void addDiagram();
    void removeDiagram();
    void placeFromInventory();
    void placeAll();
    void arrangeAll();
    void addBoundary();
    void addNote();
    void removeSelected(bool records);
    void copySelected();
    void paste();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeTools();
    QWidget *makeCanvasArea();
    QWidget *makeSide();
    QWidget *makeNoDiagrams();
    QWidget *makeEmptyHint();
    void connectParts();
    QWidget *makeZoomBar(QWidget *parent);
    QToolButton *tool(QBoxLayout *layout, const QString &name, const QString &iconName,
                      const QString &tip);
    void fillKindMenu(QMenu *menu);
    void fillArrangeMenu(QMenu *menu);
    void fillExportMenu(QMenu *menu);
    void fillDiagramMenu(QMenu *menu);
    void showContextMenu(const QPoint &at);
    void fillDiagrams();
    void refresh(bool anew);
    void onChanged(const Change &change);
    void onSelected();
    void followSelectionInOutline();
    void onOutlineChosen();
    void showEmptyHint();
    void find(const QString &text, bool next);
    void align(diagram::Alignment alignment);
    void distribute(Qt::Orientation orientation);
    std::vector<QRectF> rectsOf(const std::vector<AnyId> &ids) const;
    void moveTo(const std::vector<AnyId> &ids, const std::vector<QRectF> &rects,
                const QString &sentence);
    void addSystem(SystemKind kind);
    void exportTo(DiagramFormat format);
    void placeOverlays();
    void saveState();
    void restoreState();
    void restoreView();
    std::vector<AnyId> selected(ElementKind kind) const;
    void revealNew(const AnyId &id, bool edit);

    Workspace &m_workspace;
    DiagramEditor m_editor;
    DiagramQuestions m_questions;
    DrawingLayer m_layer = DrawingLayer::DataTier;
    CanvasScene *m_scene;
    CanvasView *m_view;
    QComboBox *m_diagrams = nullptr;
    QComboBox *m_layers = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_note = nullptr;
    QToolButton *m_select = nullptr;
    QToolButton *m_connect = nullptr;
    QToolButton *m_zoomLabel = nullptr;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_canvasArea = nullptr;
    QWidget *m_hint = nullptr;
    QWidget *m_zoomBar = nullptr;
    Overview *m_overview = nullptr;
    LegendPanel *m_legend = nullptr;
    QToolButton *m_showsLegend = nullptr;
    QToolButton *m_showsMap = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_side = nullptr;
    Inspector *m_inspector = nullptr;
    QTreeView *m_outline = nullptr;
    OutlineModel *m_outlineModel;
    bool m_isFollowing = false; ///< the outline is being set, not chosen from
    bool m_isFitDue = false;
};

}
