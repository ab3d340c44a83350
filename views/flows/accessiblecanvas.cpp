// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/accessiblecanvas.h"

#include "views/flows/outlinemodel.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace safeguard {

namespace {

class AccessibleCanvas;

/// One system, flow, boundary or note.
class AccessibleElement final : public QAccessibleInterface
{
public:
    AccessibleElement(AccessibleCanvas &canvas, const AnyId &id)
        : m_canvas(canvas)
        , m_id(id)
    {}
    AnyId id() const { return m_id; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;

private:
    AccessibleCanvas &m_canvas;
    AnyId m_id;
};

class AccessibleCanvas final : public QAccessibleWidget
{
public:
    explicit AccessibleCanvas(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::Canvas)
    {}
    ~AccessibleCanvas() override { forget(); }

    CanvasView &view() const { return *static_cast<CanvasView *>(widget()); }
    CanvasScene &canvas() const { return view().canvas(); }

    int childCount() const override { return static_cast<int>(elements().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const std::vector<AnyId> &all = elements();
        if (index < 0 || index >= static_cast<int>(all.size()))
            return nullptr;
        return interfaceOf(all[static_cast<size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_made.cbegin(); it != m_made.cend(); ++it) {
            if (QAccessible::accessibleInterface(it.value()) == child)
                return indexOf(it.key());
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = view().viewport()->mapFromGlobal(QPoint(x, y));
        const auto hit = canvas().hitAt(view().mapToScene(at), 6 * view().pixel());
        return hit.kind == ElementKind::None ? nullptr : interfaceOf(hit.id);
    }
    QAccessibleInterface *focusChild() const override
    {
        const AnyId current = canvas().current();
        return view().hasFocus() && !current.isNull() ? interfaceOf(current) : nullptr;
    }
    int indexOf(const AnyId &id) const
    {
        const std::vector<AnyId> &all = elements();
        const auto at = std::find(all.begin(), all.end(), id);
        return at == all.end() ? -1 : static_cast<int>(at - all.begin());
    }
    void forget()
    {
        for (const QAccessible::Id made : std::as_const(m_made))
            QAccessible::deleteAccessibleInterface(made);
        m_made.clear();
        m_elements.clear();
        m_isKnown = false;
    }

private:
    const std::vector<AnyId> &elements() const
    {
        if (!m_isKnown)
            m_elements = canvas().elements();
        m_isKnown = true;
        return m_elements;
    }
    QAccessibleInterface *interfaceOf(const AnyId &id) const
    {
        if (!m_made.contains(id))
            m_made.insert(id, QAccessible::registerAccessibleInterface(new AccessibleElement(
                                  const_cast<AccessibleCanvas &>(*this), id)));
        return QAccessible::accessibleInterface(m_made.value(id));
    }

    mutable QHash<AnyId, QAccessible::Id> m_made;
    mutable std::vector<AnyId> m_elements;
    mutable bool m_isKnown = false;
};

bool AccessibleElement::isValid() const
{
    return m_canvas.isValid() && m_canvas.canvas().kindOf(m_id) != ElementKind::None;
}

QAccessibleInterface *AccessibleElement::parent() const
{
    return &m_canvas;
}

QString AccessibleElement::text(QAccessible::Text kind) const
{
    if (kind != QAccessible::Name || !isValid())
        return {};
    return m_canvas.view().spokenNameOf(m_id);
}

QRect AccessibleElement::rect() const
{
    const CanvasView &view = m_canvas.view();
    const QRect inView = view.mapFromScene(m_canvas.canvas().rectOf(m_id)).boundingRect();
    return {view.viewport()->mapToGlobal(inView.topLeft()), inView.size()};
}

QAccessible::Role AccessibleElement::role() const
{
    switch (m_canvas.canvas().kindOf(m_id)) {
    case ElementKind::Boundary:
        return QAccessible::Grouping;
    case ElementKind::Note:
        return QAccessible::Note;
    default:
        return QAccessible::ListItem;
    }
}

QAccessible::State AccessibleElement::state() const
{
    QAccessible::State state;
    state.focusable = true;
    state.selectable = true;
    state.multiSelectable = true;
    state.selected = m_canvas.canvas().selection().contains(m_id);
    state.focused = m_canvas.view().hasFocus() && m_canvas.canvas().current() == m_id;
    state.offscreen = !m_canvas.view().visibleRect().intersects(m_canvas.canvas().rectOf(m_id));
    return state;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new AccessibleCanvas(view) : nullptr;
}

AccessibleCanvas *interfaceOf(CanvasView &view)
{
    return static_cast<AccessibleCanvas *>(QAccessible::queryAccessibleInterface(&view));
}

}

void installCanvasAccessibility()
{
    static const bool isDone = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isDone)
}

void announceFocus(CanvasView &view, const AnyId &id)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(interfaceOf(view)->indexOf(id));
    QAccessible::updateAccessibility(&event);
}

void announceContent(CanvasView &view)
{
    // Names and places change with the content; elements are asked for again when needed.
    interfaceOf(view)->forget();
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

}
