// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/sample/sample.h"
#include "tests/tools/workspacefixture.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>

using namespace safeguard;
using namespace safeguard::testing;

class tst_accessibility final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyControlOfEveryScreenHasAName();
};

/// The classes and names of what it is in, the nearest first.
static QString whereIs(const QWidget &widget)
{
    QStringList places;
    for (const QWidget *at = widget.parentWidget(); at && places.size() < 4;
         at = at->parentWidget())
        places += QString::fromLatin1(at->metaObject()->className()) + u' ' + at->objectName();
    return places.join(QStringLiteral(", "));
}

/// Focusable controls without a name, by class and object name.
static void collectNameless(QAccessibleInterface *at, QStringList &nameless, int depth = 0)
{
    if (!at || depth > 30)
        return;
    const auto *widget = qobject_cast<QWidget *>(at->object());
    const bool isInside = widget && widget->objectName().startsWith(QStringLiteral("qt_"));
    if (widget && at->state().focusable && widget->isVisible() &&
        widget->focusPolicy() != Qt::NoFocus && at->text(QAccessible::Name).isEmpty() &&
        !isInside && at->relations(QAccessible::Label).isEmpty()) {
        const bool isPart = widget->parentWidget() &&
                            widget->parentWidget()->focusProxy() == widget &&
                            !widget->parentWidget()->accessibleName().isEmpty();
        if (!isPart)
            nameless += QStringLiteral("%1 %2 in %3")
                            .arg(QString::fromLatin1(widget->metaObject()->className()),
                                 widget->objectName(), whereIs(*widget));
    }
    for (int i = 0; i < at->childCount() && i < 400; ++i) {
        QAccessibleInterface *child = at->child(i);
        // Cells of tables are named by their model, and there are many.
        if (child && child->role() != QAccessible::Cell && child->role() != QAccessible::ListItem)
            collectNameless(child, nameless, depth + 1);
    }
}

void tst_accessibility::everyControlOfEveryScreenHasAName()
{
    QTemporaryDir dir;
    auto project = createSample(dir.filePath(QStringLiteral("s.safeguard")), someProject());
    QVERIFY_OK(project);
    MainWindow window(shellContent());
    window.resize(1280, 800);
    window.show();
    window.setProject(*std::move(project));
    QStringList nameless;
    for (const ScreenInfo &screen : shellContent().screens) {
        window.go({screen.key});
        QTest::qWait(20);
        collectNameless(QAccessible::queryAccessibleInterface(&window), nameless);
    }
    window.go({QStringLiteral("risk-analysis")});
    QTRY_VERIFY(window.findChild<QWidget *>(QStringLiteral("risk-threats"))->isVisible());
    QTest::qWait(20);
    collectNameless(QAccessible::queryAccessibleInterface(&window), nameless);
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

SAFEGUARD_TEST(tst_accessibility)
#include "tst_accessibility.moc"
