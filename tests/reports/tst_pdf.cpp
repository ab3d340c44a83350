// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reports/pdftools.h"
#include "tests/reports/sampledocument.h"
#include "tests/tools/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QPainter>
#include <qpdf/QPDF.hh>
#include <QRegularExpression>
#include <set>
#include <thread>

using namespace safeguard;
using namespace safeguard::testing;
using report::Cell;
using report::Document;
using report::Heading;
using report::Paragraph;
using report::plain;
using report::Run;
using report::Table;

namespace {

/// One page's number (from 0) by its object.
std::map<QPDFObjGen, int> pageNumbers(QPDF &pdf)
{
    std::map<QPDFObjGen, int> numbers;
    for (const QPDFObjectHandle &page : pdf.getAllPages())
        numbers.emplace(page.getObjGen(), static_cast<int>(numbers.size()));
    return numbers;
}

Document oneTable(const QString &text)
{
    Document document;
    Table table;
    table.columns = {{QStringLiteral("Key")}, {QStringLiteral("Value")}};
    table.rows = {{{Cell{plain(QStringLiteral("k"))}, Cell{plain(text)}}, {}}};
    document.blocks.push_back(table);
    return document;
}

QString missing(const QString &text, const QStringList &expected)
{
    for (const QString &part : expected) {
        if (!text.contains(part.normalized(QString::NormalizationForm_KC).simplified()))
            return part;
    }
    return {};
}

/// A large drawing that is quickly checked: as if its smallest text had 9 points.
report::Figure sparseFigure(QSizeF size, const QString &caption)
{
    report::Figure figure = boxFigure(size, 40, caption);
    figure.smallestText = 9;
    return figure;
}

/// Walks the structure and collects rules that it breaks.
class StructureCheck final
{
public:
    QStringList problems;
    std::map<std::string, int> tags;

    void visit(const QPDFObjectHandle &element)
    {
        QPDFObjectHandle item = element;
        if (!item.isDictionary() || !item.hasKey("/S"))
            return;
        const std::string tag = item.getKey("/S").getName();
        ++tags[tag];
        if (tag == "/Figure" && !item.hasKey("/Alt"))
            problems << QStringLiteral("Figure without Alt");
        if (tag == "/TH" && !(item.hasKey("/A") && item.getKey("/A").hasKey("/Scope")))
            problems << QStringLiteral("TH without Scope");
        QPDFObjectHandle kids = item.getKey("/K");
        if (kids.isArray()) {
            for (const QPDFObjectHandle &kid : kids.getArrayAsVector())
                visitKid(item, kid);
        } else {
            visitKid(item, kids);
        }
    }

private:
    void visitKid(QPDFObjectHandle parent, QPDFObjectHandle kid)
    {
        if (kid.isDictionary() && kid.hasKey("/S") &&
            kid.getKey("/P").getObjGen() != parent.getObjGen())
            problems << QStringLiteral("wrong parent");
        visit(kid);
    }
};

}

class tst_pdf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isValid_data();
    void isValid();
    void holdsEveryCellOnce();
    void repeatsTheTableHeading();
    void continuesARowTallerThanAPage();
    void saysThatATableIsEmpty();
    void contentsTellTheRightPages();
    void linksLeadToTheirPages();
    void reportsDeadLinks();
    void hasBookmarks();
    void isTagged();
    void describesItself();
    void embedsItsFonts();
    void survivesOddText_data();
    void survivesOddText();
    void digestsAreOneWordPerLine();
    void figuresKeepTheirTextAndPaper();
    void removesTransparency();
    void isTheSameEveryTime();
    void isTheSameInAnotherProcess();
    void isTheSameInAnotherThread();
    void splitsHugeTables();
    void threeHundredPages();
    void canBeCancelled();
};

void tst_pdf::isValid_data()
{
    QTest::addColumn<Document>("document");
    Document empty;
    Document odd =
        oneTable(QStringLiteral("心电监护仪 مراقب 💓 \u0001 -> <a> & \"") + QString(QChar(0xd83d)));
    odd.info.title = QStringLiteral("心电 & <b> \u0002 ") + QString(QChar(0xdc00));
    odd.info.subject = QStringLiteral("مراقب");
    Document figures;
    figures.blocks = {boxFigure({300, 200}, 8, QStringLiteral("small")),
                      sparseFigure({4600, 3000}, QStringLiteral("A0")),
                      sparseFigure({9000, 7000}, QStringLiteral("tiles"))};
    QTest::newRow("rich") << richDocument();
    QTest::newRow("empty") << empty;
    QTest::newRow("odd text") << odd;
    QTest::newRow("figures") << figures;
    QTest::newRow("more than 50 pages") << tableDocument(12, 100);
}

void tst_pdf::isValid()
{
    QFETCH(Document, document);
    const PdfFile file(document);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), file.path()});
    QVERIFY2(check.code == 0 && check.text.contains(QStringLiteral("No syntax")),
             qPrintable(check.text));
    QVERIFY(file.rendered().pdf.startsWith("%PDF-1.4"));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        QSKIP("PDF/A is not checked: SAFEGUARD_SKIP_PREFLIGHT is set");
    const Output preflight = file.preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_pdf::holdsEveryCellOnce()
{
    const PdfFile file(tableDocument(3, 60));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QHash<QString, int> seen;
    static const QRegularExpression token(QStringLiteral("t\\d+r\\d+c\\d+x"));
    const QString text = file.text();
    for (auto it = token.globalMatch(text); it.hasNext();)
        ++seen[it.next().captured()];
    QCOMPARE(seen.size(), 3 * 60 * 5);
    for (auto it = seen.cbegin(); it != seen.cend(); ++it)
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
    QCOMPARE(text.count(QStringLiteral("Direct ePHI")), 3 * 15);
}

void tst_pdf::repeatsTheTableHeading()
{
    const PdfFile file(tableDocument(1, 120));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    int withRows = 0;
    for (int page = 1; page <= file.rendered().pages; ++page) {
        const QString text = file.flatText(page);
        if (!text.contains(QStringLiteral("t0r")))
            continue;
        ++withRows;
        for (int n = 0; n < 5; ++n)
            QCOMPARE(text.count(QStringLiteral("Head%1").arg(n)), 1);
    }
    QVERIFY(withRows > 2);
}

void tst_pdf::continuesARowTallerThanAPage()
{
    QStringList words;
    for (int i = 0; i < 6000; ++i)
        words << QStringLiteral("w%1x").arg(i);
    const PdfFile file(oneTable(words.join(u' ')));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QVERIFY(file.rendered().pages > 3);
    const QString text = file.flatText();
    for (const QString &word : words)
        QVERIFY2(text.count(word) == 1, qPrintable(word));
    QCOMPARE(text.count(QStringLiteral("(continued)")), file.rendered().pages - 1);
    for (int page = 2; page <= file.rendered().pages; ++page) {
        const QString onPage = file.flatText(page);
        QVERIFY(onPage.contains(QStringLiteral("(continued)")));
        QVERIFY(onPage.contains(QStringLiteral("Key")));
    }
}

void tst_pdf::saysThatATableIsEmpty()
{
    Document document;
    Table table;
    table.columns = {{QStringLiteral("A")}};
    document.blocks.push_back(table);
    table.emptyText = QStringLiteral("Nobody was trained yet.");
    document.blocks.push_back(table);
    const PdfFile file(document);
    QVERIFY(file.flatText().contains(QStringLiteral("No entries.")));
    QVERIFY(file.flatText().contains(QStringLiteral("Nobody was trained yet.")));
}

void tst_pdf::contentsTellTheRightPages()
{
    const PdfFile file(tableDocument(30, 20));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    static const QRegularExpression line(QStringLiteral("(part\\d+x|reg\\d+x) +(\\d+)\\n"));
    int entries = 0;
    const QString contents = file.text(2, 3);
    for (auto it = line.globalMatch(contents); it.hasNext(); ++entries) {
        const QRegularExpressionMatch match = it.next();
        const QString page = file.flatText(match.captured(2).toInt());
        QVERIFY2(page.contains(match.captured(1)), qPrintable(match.captured()));
        QVERIFY(page.contains(
            QStringLiteral("Page %1 of %2").arg(match.captured(2)).arg(file.rendered().pages)));
    }
    QCOMPARE(entries, 60);
}

void tst_pdf::linksLeadToTheirPages()
{
    const PdfFile file(richDocument());
    QVERIFY(file.rendered().deadLinks.isEmpty());
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    auto numbers = pageNumbers(pdf);
    int internal = 0;
    int external = 0;
    for (QPDFObjectHandle &page : std::vector<QPDFObjectHandle>(pdf.getAllPages())) {
        if (!page.hasKey("/Annots"))
            continue;
        for (QPDFObjectHandle &link : page.getKey("/Annots").getArrayAsVector()) {
            QVERIFY(link.hasKey("/StructParent"));
            const QPDFObjectHandle::Rectangle rect = link.getKey("/Rect").getArrayAsRectangle();
            QVERIFY(rect.urx > rect.llx && rect.ury > rect.lly);
            if (link.hasKey("/A")) {
                ++external;
                QVERIFY(link.getKey("/A").getKey("/URI").getStringValue().starts_with(
                    "https://www.ecfr.gov"));
                continue;
            }
            ++internal;
            QVERIFY(numbers.contains(link.getKey("/Dest").getArrayItem(0).getObjGen()));
        }
    }
    QCOMPARE(external, 1);
    QCOMPARE(internal, 8 + 1 + 8); // contents, the text's own, one per finding
    // The first finding links to SYS-001: the same page as the table's first row.
    const int findings = numbers.size() > 5 ? 5 : 0;
    std::vector<QPDFObjectHandle> pages = pdf.getAllPages();
    QPDFObjectHandle link = pages.at(size_t(findings)).getKey("/Annots").getArrayItem(0);
    const int target = numbers.at(link.getKey("/Dest").getArrayItem(0).getObjGen());
    QVERIFY(file.flatText(target + 1).contains(QStringLiteral("SYS-001")));
}

void tst_pdf::reportsDeadLinks()
{
    Document document;
    document.blocks.push_back(
        Paragraph{{Run{QStringLiteral("gone"), {}, QStringLiteral("#nowhere")}}});
    const PdfFile file(document);
    QCOMPARE(file.rendered().deadLinks, QStringList{QStringLiteral("nowhere")});
    QVERIFY(file.flatText().contains(QStringLiteral("gone")));
}

void tst_pdf::hasBookmarks()
{
    const PdfFile file(tableDocument(4, 5));
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    auto numbers = pageNumbers(pdf);
    QPDFObjectHandle item = pdf.getRoot().getKey("/Outlines").getKey("/First");
    int chapter = 0;
    for (; item.isDictionary(); item = item.getKey("/Next")) {
        ++chapter;
        const QString title = QString::fromStdString(item.getKey("/Title").getUTF8Value());
        QVERIFY(title.contains(QStringLiteral("part%1x").arg(chapter)));
        const int page = numbers.at(item.getKey("/Dest").getArrayItem(0).getObjGen());
        QVERIFY(file.flatText(page + 1).contains(QStringLiteral("part%1x").arg(chapter)));
        QVERIFY(item.getKey("/First").getKey("/Title").getUTF8Value().find("reg") !=
                std::string::npos);
    }
    QCOMPARE(chapter, 4);
}

void tst_pdf::isTagged()
{
    const PdfFile file(richDocument());
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    StructureCheck check;
    check.visit(pdf.getRoot().getKey("/StructTreeRoot").getKey("/K"));
    QVERIFY2(check.problems.isEmpty(), qPrintable(check.problems.join(u'\n')));
    for (const char *tag :
         {"/Document", "/Sect", "/TOC", "/TOCI", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl",
          "/LBody", "/Table", "/TR", "/TH", "/TD", "/Caption", "/Figure", "/Link"})
        QVERIFY2(check.tags[tag] > 0, tag);
    QCOMPARE(check.tags["/TOCI"], 8);
    QCOMPARE(check.tags["/Figure"], 2);
    // All content is marked: nothing is painted before the first or after the last mark.
    for (QPDFObjectHandle &page : std::vector<QPDFObjectHandle>(pdf.getAllPages())) {
        const auto data = page.getKey("/Contents").getStreamData();
        const QByteArray content(reinterpret_cast<const char *>(data->getBuffer()),
                                 qsizetype(data->getSize()));
        QVERIFY(!content.contains("-8888"));
        QCOMPARE(content.count("BDC\n") + content.count("BMC\n"), content.count("EMC\n"));
        int depth = 0;
        for (const QByteArray &line : content.split('\n')) {
            depth += line.endsWith("BDC") || line.endsWith("BMC") ? 1 : line == "EMC" ? -1 : 0;
            const bool paints =
                line.endsWith("Tj") || line == "f" || line == "f*" || line == "S" || line == "B";
            QVERIFY2(!paints || depth > 0, line.constData());
        }
    }
    const Output text =
        run(QStringLiteral("pdfinfo"), {QStringLiteral("-struct-text"), file.path()});
    QCOMPARE(text.code, 0);
    QVERIFY(text.text.contains(QStringLiteral("Purpose and scope")));
    QVERIFY(text.text.contains(QStringLiteral("Boxes in a grid")) ||
            text.text.contains(QStringLiteral("Figure")));
}

void tst_pdf::describesItself()
{
    const PdfFile file(richDocument());
    const Output info = run(QStringLiteral("pdfinfo"), {QStringLiteral("-isodates"), file.path()});
    QCOMPARE(missing(info.text.simplified(),
                     {QStringLiteral("Title: Audit binder"), QStringLiteral("Tagged: yes"),
                      QStringLiteral("Author: Northwind Cardiac, Quality"),
                      QStringLiteral("Keywords: HIPAA, premarket"),
                      QStringLiteral("CreationDate: 2026-05-04T09:30:00"),
                      QStringLiteral("PDF version: 1.4")}),
             QString());
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    QCOMPARE(pdf.getRoot().getKey("/Lang").getUTF8Value(), std::string("en-US"));
    QVERIFY(pdf.getRoot().getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    QVERIFY(pdf.getTrailer().hasKey("/ID"));
}

void tst_pdf::embedsItsFonts()
{
    const PdfFile file(richDocument());
    const Output fonts = run(QStringLiteral("pdffonts"), {file.path()});
    QCOMPARE(fonts.code, 0);
    const QStringList lines = fonts.text.split(u'\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(lines.size() >= 2);
    for (const QString &line : lines)
        QVERIFY2(
            line.contains(QRegularExpression(QStringLiteral("Identity-H +yes +(yes|no) +yes"))),
            qPrintable(line));
}

void tst_pdf::survivesOddText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("latin") << QStringLiteral("Ægir Þórsson, Łódź, Škoda");
    QTest::newRow("hyphens and brackets") << QStringLiteral("QMS-SEC-014 (REV-C) [A/B] {X}");
    QTest::newRow("ligatures") << QStringLiteral("affinity fluffy office waffle fjord");
    QTest::newRow("arrows") << QStringLiteral("phone -> cloud => portal <= 5 != 6");
    QTest::newRow("greek") << QStringLiteral("Ωμέγα");
    QTest::newRow("cyrillic") << QStringLiteral("Кардиомонитор");
    QTest::newRow("ideographs") << QStringLiteral("心电监护仪");
    QTest::newRow("hangul") << QStringLiteral("심장 모니터");
    QTest::newRow("emoji") << QStringLiteral("beat 💓 end");
    QTest::newRow("markup") << QStringLiteral("<b>&amp; (a) \\n % ]]>");
    QTest::newRow("number") << QStringLiteral("1111 11.1 1,117");
}

void tst_pdf::survivesOddText()
{
    QFETCH(QString, text);
    const PdfFile file(oneTable(text));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const QString found = file.flatText();
    QVERIFY2(found.contains(text.normalized(QString::NormalizationForm_KC)), qPrintable(found));
}

void tst_pdf::digestsAreOneWordPerLine()
{
    const PdfFile file(richDocument());
    const QString cover = file.flatText(1);
    QCOMPARE(missing(cover, {QStringLiteral("9f2c41ab77e0d3c51b6a90ee4d2f8c13"),
                             QStringLiteral("7705be21c0a4419d8e36f1250b7a6ce4"),
                             QStringLiteral("Ada Whitfield"), QStringLiteral("Approved by"),
                             QStringLiteral("QMS-SEC-014")}),
             QString());
}

void tst_pdf::figuresKeepTheirTextAndPaper()
{
    Document document;
    document.blocks = {boxFigure({400, 200}, 9, QStringLiteral("one")),
                       boxFigure({1400, 900}, 9, QStringLiteral("two")),
                       boxFigure({6000, 4500}, 9, QStringLiteral("three"))};
    const PdfFile file(document);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    const auto boxOf = [&](size_t page) {
        QPDFObjectHandle object = pdf.getAllPages().at(page);
        const auto box = object.getKey("/MediaBox").getArrayAsRectangle();
        return QSizeF(box.urx, box.ury);
    };
    QCOMPARE(boxOf(0), QSizeF(595, 842));
    QCOMPARE(boxOf(1), QSizeF(1191, 842));
    QVERIFY(file.rendered().pages > 5);
    QCOMPARE(file.flatText(1).count(QStringLiteral("Box ")), 8);
    const QString tiles = file.flatText(4, file.rendered().pages);
    QVERIFY(tiles.contains(QStringLiteral("Tile A1 (row 1 of")));
    QVERIFY(file.flatText(3).contains(QStringLiteral("Overview; tiles A1 to")));
    const int boxes = 66 * 62;
    // A tile holds its part of the drawing only; each box can be read on one of them.
    QVERIFY(file.flatText(4).count(QStringLiteral("Box ")) < boxes / 4);
    for (int i = 1; i <= boxes; i += 41)
        QVERIFY2(tiles.contains(QStringLiteral("Box %1").arg(i)), qPrintable(QString::number(i)));
}

void tst_pdf::removesTransparency()
{
    Document document;
    report::Figure figure;
    figure.size = {100, 100};
    figure.altText = QStringLiteral("A pale square");
    figure.paint = [](QPainter &painter) {
        painter.fillRect(QRectF(0, 0, 90, 90), QColor(255, 0, 0, 90));
    };
    document.blocks.push_back(figure);
    const PdfFile file(document);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QVERIFY(!file.rendered().pdf.contains("/ca 0."));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        return;
    const Output preflight = file.preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_pdf::isTheSameEveryTime()
{
    const auto first = report::toPdf(richDocument());
    const auto second = report::toPdf(richDocument());
    QVERIFY_OK(first);
    QVERIFY_OK(second);
    QCOMPARE(first->pdf, second->pdf);
    Document other = richDocument();
    other.info.date = other.info.date.addSecs(1);
    QVERIFY(report::toPdf(other)->pdf != first->pdf);
}

void tst_pdf::isTheSameInAnotherProcess()
{
    QTemporaryDir folder;
    QList<QByteArray> files;
    for (const char *seed : {"1", "4711"}) {
        const QString path = folder.filePath(QLatin1String(seed));
        const Output output = run(QStringLiteral(SAFEGUARD_BIN_DIR "/write-sample"), {path},
                                  {QStringLiteral("QT_HASH_SEED=") + QLatin1String(seed),
                                   QStringLiteral("QT_QPA_PLATFORM=offscreen")});
        QVERIFY2(output.code == 0, qPrintable(output.text));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        files << file.readAll();
    }
    QCOMPARE(files[0].size(), files[1].size());
    QVERIFY(files[0] == files[1]);
    const auto here = report::toPdf(richDocument());
    QVERIFY_OK(here);
    QVERIFY(here->pdf == files[0]);
}

void tst_pdf::isTheSameInAnotherThread()
{
    const auto here = report::toPdf(richDocument());
    QVERIFY_OK(here);
    QByteArray there;
    std::thread worker([&] { there = report::toPdf(richDocument())->pdf; });
    worker.join();
    QVERIFY(here->pdf == there);
}

/// PDF/A-1 allows 8191 elements in an array.
void tst_pdf::splitsHugeTables()
{
    const PdfFile file(tableDocument(1, 9000, 2));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QPDF pdf;
    pdf.processFile(file.path().toUtf8().constData());
    for (QPDFObjectHandle &object : pdf.getAllObjects()) {
        if (object.isDictionary() && object.hasKey("/K") && object.getKey("/K").isArray())
            QVERIFY(object.getKey("/K").getArrayNItems() <= 8191);
    }
    QCOMPARE(file.text().count(QStringLiteral("c1x")), 9000);
}

void tst_pdf::threeHundredPages()
{
    Document document = tableDocument(40, 108);
    for (const QSizeF size : {QSizeF(300, 150), QSizeF(700, 500), QSizeF(1300, 900),
                              QSizeF(2500, 1500), QSizeF(4500, 3000), QSizeF(8000, 6000)})
        document.blocks.push_back(
            sparseFigure(size, QStringLiteral("Figure of %1 points").arg(size.width())));
    QElapsedTimer timer;
    timer.start();
    const PdfFile file(document);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    qInfo("%d pages in %lld ms", file.rendered().pages, timer.elapsed());
    QVERIFY(file.rendered().pages >= 300);
    QVERIFY(file.rendered().deadLinks.isEmpty());
    const QString text = file.text();
    QCOMPARE(text.count(QRegularExpression(QStringLiteral("t\\d+r\\d+c4x"))), 40 * 108);
    QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(file.rendered().pages)));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        return;
    const Output preflight = file.preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_pdf::canBeCancelled()
{
    const Document document = tableDocument(4, 60);
    double before = 0;
    int calls = 0;
    bool monotonous = true;
    QVERIFY_OK(report::toPdf(document, [&](double done) {
        monotonous = monotonous && done >= before - 0.1;
        before = done;
        ++calls;
        return true;
    }));
    QVERIFY(monotonous);
    QVERIFY(calls > 20);
    for (int stopAt = 1; stopAt <= calls; stopAt += 7) {
        int count = 0;
        const auto result = report::toPdf(document, [&](double) { return ++count < stopAt; });
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Cancelled);
        QCOMPARE(count, stopAt);
    }
}

SAFEGUARD_TEST(tst_pdf)
#include "tst_pdf.moc"
