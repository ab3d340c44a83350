// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace {

/// Which rooms a room may include, besides itself. The order is the one of the architecture:
/// base <- vault <- store <- project <- areas <- findings <- exchange, reports; views see the
/// model, app sees all. A screen knows the kit and the model, never another screen.
const QMap<QString, QStringList> &rules()
{
    static const QString areas = QStringLiteral("inventory people vendors flows documents risk");
    static const auto words = [](const QString &text) { return text.split(u' '); };
    static const QMap<QString, QStringList> all{
        {QStringLiteral("model/base"), {}},
        {QStringLiteral("model/vault"), words(QStringLiteral("base"))},
        {QStringLiteral("model/store"), words(QStringLiteral("base"))},
        {QStringLiteral("model/project"), words(QStringLiteral("base vault store"))},
        {QStringLiteral("model/people"),
         words(QStringLiteral("base store project inventory flows"))},
        {QStringLiteral("model/vendors"),
         words(QStringLiteral("base store catalog inventory flows"))},
        {QStringLiteral("model/inventory"), words(QStringLiteral("base store people vendors"))},
        {QStringLiteral("model/documents"), words(QStringLiteral("base store project"))},
        {QStringLiteral("model/flows"), words(QStringLiteral("base store ") + areas)},
        {QStringLiteral("model/risk"),
         words(QStringLiteral("base store project catalog inventory people vendors flows"))},
        {QStringLiteral("model/deadlines"),
         words(QStringLiteral("base store project catalog ") + areas)},
        {QStringLiteral("model/findings"), words(QStringLiteral("base store project ") + areas)},
        {QStringLiteral("model/exchange"), words(QStringLiteral("base store project"))},
        {QStringLiteral("model/diagram"), words(QStringLiteral("base"))},
        {QStringLiteral("model/reports"), words(QStringLiteral("base"))},
        {QStringLiteral("model/catalog"), words(QStringLiteral("base"))},
        {QStringLiteral("model/drawing"),
         words(QStringLiteral("base store findings diagram ") + areas)},
        {QStringLiteral("model/binder"),
         words(QStringLiteral(
                   "base store project findings exchange reports diagram drawing catalog ") +
               areas)},
        {QStringLiteral("model/sample"),
         words(QStringLiteral("base vault store project exchange diagram . ") + areas)},
        {QStringLiteral("model/."), words(QStringLiteral("base vault store project ") + areas)},
    };
    return all;
}

QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.size() > 2 ? parts[0] + u'/' + parts[1] : parts[0] + QStringLiteral("/.");
}

/// "" when the file at \a path may include \a include, else why not.
QString fault(const QString &path, const QString &include)
{
    const QString from = roomOf(path);
    const QString to = roomOf(include);
    const QString fromTop = from.section(u'/', 0, 0);
    const QString toTop = to.section(u'/', 0, 0);
    if (from == to || fromTop == QStringLiteral("tests"))
        return {};
    if (toTop == QStringLiteral("tests"))
        return QStringLiteral("the program knows nothing of its tests");
    if (fromTop == QStringLiteral("app"))
        return path.startsWith(QStringLiteral("app/cli")) && toTop != QStringLiteral("model")
                   ? QStringLiteral("app/cli knows the model only")
                   : QString();
    if (fromTop == QStringLiteral("views")) {
        if (toTop == QStringLiteral("app"))
            return QStringLiteral("views do not know app");
        const bool isScreenToScreen =
            toTop == QStringLiteral("views") && to != QStringLiteral("views/kit");
        return isScreenToScreen ? QStringLiteral("a screen knows views/kit only") : QString();
    }
    if (toTop != QStringLiteral("model"))
        return QStringLiteral("the model knows the model only");
    if (!rules().contains(from))
        return QStringLiteral("the room has no rule here");
    return rules().value(from).contains(to.section(u'/', 1, 1))
               ? QString()
               : QStringLiteral("%1 may not know %2").arg(from, to);
}

}

class tst_layers final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roomsKnowOnlyWhatTheyMay();
    void theModelDrawsNoWidgets();
    void sqlStaysInTheStore();
    void eachFileNamesItsLicence();
    void filesAreWrittenAtomically();
    void theRuleCatchesAFault();

private:
    static QStringList sources();
    static QString contentOf(const QString &path);
};

QStringList tst_layers::sources()
{
    QStringList files;
    const QDir root(QStringLiteral(SAFEGUARD_SOURCE_DIR));
    for (const char *top : {"app", "model", "views", "tests"}) {
        QDirIterator it(root.filePath(QLatin1String(top)),
                        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            files += root.relativeFilePath(it.next());
    }
    files.sort();
    return files;
}

QString tst_layers::contentOf(const QString &path)
{
    QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void tst_layers::roomsKnowOnlyWhatTheyMay()
{
    static const QRegularExpression include(
        QStringLiteral("^#include \"((?:app|model|views|tests)/[^\"]+)\""),
        QRegularExpression::MultilineOption);
    QStringList faults;
    QVERIFY(sources().size() > 100);
    for (const QString &path : sources()) {
        auto matches = include.globalMatch(contentOf(path));
        while (matches.hasNext()) {
            const QString target = matches.next().captured(1);
            const QString why = fault(path, target);
            if (!why.isEmpty())
                faults += QStringLiteral("%1 includes %2: %3").arg(path, target, why);
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_layers::theModelDrawsNoWidgets()
{
    static const QRegularExpression widgets(QStringLiteral(
        "#include "
        "<(QWidget|QApplication|QLabel|QMessageBox|QtWidgets|QPrinter|QDialog|QGraphics)"));
    for (const QString &path : sources()) {
        if (path.startsWith(QStringLiteral("model/")) ||
            path.startsWith(QStringLiteral("app/cli/")))
            QVERIFY2(!contentOf(path).contains(widgets), qPrintable(path));
    }
}

void tst_layers::sqlStaysInTheStore()
{
    static const QRegularExpression sql(
        QStringLiteral("\"(SELECT|INSERT|UPDATE|DELETE FROM|CREATE TABLE) "));
    for (const QString &path : sources()) {
        const bool mayHold = path.startsWith(QStringLiteral("model/store/")) ||
                             path.startsWith(QStringLiteral("model/vault/")) ||
                             path.startsWith(QStringLiteral("tests/"));
        QVERIFY2(mayHold || !contentOf(path).contains(sql), qPrintable(path));
    }
}

void tst_layers::eachFileNamesItsLicence()
{
    for (const QString &path : sources())
        QVERIFY2(contentOf(path).startsWith(
                     QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later")),
                 qPrintable(path));
}

void tst_layers::filesAreWrittenAtomically()
{
    static const QRegularExpression bare(
        QStringLiteral("QSaveFile|QIODevice::WriteOnly|QIODevice::Append"));
    for (const QString &path : sources()) {
        const bool mayHold = path.startsWith(QStringLiteral("tests/")) ||
                             path.contains(QStringLiteral("atomicfile"));
        // In memory is not on disk.
        const QString text = contentOf(path);
        QVERIFY2(mayHold || !text.contains(bare) || text.contains(QStringLiteral("QBuffer")) ||
                     text.contains(QStringLiteral("QDataStream")),
                 qPrintable(path));
    }
}

void tst_layers::theRuleCatchesAFault()
{
    QVERIFY(!fault(QStringLiteral("model/base/a.h"), QStringLiteral("model/vault/b.h")).isEmpty());
    QVERIFY(
        !fault(QStringLiteral("model/store/a.h"), QStringLiteral("model/project/b.h")).isEmpty());
    QVERIFY(
        !fault(QStringLiteral("views/flows/a.h"), QStringLiteral("views/history/b.h")).isEmpty());
    QVERIFY(!fault(QStringLiteral("app/cli/a.h"), QStringLiteral("views/kit/b.h")).isEmpty());
    QVERIFY(
        fault(QStringLiteral("views/flows/a.h"), QStringLiteral("model/project/b.h")).isEmpty());
    QVERIFY(fault(QStringLiteral("app/desktop/a.h"), QStringLiteral("views/shell/b.h")).isEmpty());
}

SAFEGUARD_TEST(tst_layers)
#include "tst_layers.moc"
