// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reports/sampledocument.h"

#include <QPainter>
#include <QTimeZone>

namespace safeguard::testing {

using namespace report;

namespace {

DocumentInfo sampleInfo()
{
    DocumentInfo info;
    info.title = QStringLiteral("Audit binder");
    info.subject =
        QStringLiteral("Security risk management of electronic protected health information");
    info.author = QStringLiteral("Northwind Cardiac, Quality");
    info.keywords = {QStringLiteral("HIPAA"), QStringLiteral("premarket")};
    info.product = QStringLiteral("Connected heart monitor");
    info.documentNumber = QStringLiteral("QMS-SEC-014");
    info.revision = QStringLiteral("C");
    info.shortDigest = QStringLiteral("9f2c41ab 77e0d3c5");
    info.date = QDateTime(QDate(2026, 5, 4), QTime(9, 30), Qt::UTC);
    return info;
}

Cover sampleCover()
{
    Cover cover;
    cover.rows = {{QStringLiteral("Document number"), QStringLiteral("QMS-SEC-014")},
                  {QStringLiteral("Revision"), QStringLiteral("C")},
                  {QStringLiteral("Date"), QStringLiteral("4 May 2026")},
                  {QStringLiteral("Organization"),
                   QStringLiteral("Northwind Cardiac GmbH, 12 Example Street, Springfield")},
                  {QStringLiteral("Rule set"),
                   QStringLiteral("2026.1, security rule and premarket guidance")}};
    cover.signatures = {{QStringLiteral("Prepared by"),
                         QStringLiteral("Ada Whitfield"),
                         QStringLiteral("Security engineer"),
                         {}},
                        {QStringLiteral("Reviewed by"),
                         QStringLiteral("Jonas Lindqvist"),
                         QStringLiteral("Quality manager"),
                         {}},
                        {QStringLiteral("Approved by"), QStringLiteral("Dr. Mei Tanaka"),
                         QStringLiteral("Security officer"), QStringLiteral("4 May 2026")}};
    const QString hash =
        QStringLiteral("9f2c41ab77e0d3c51b6a90ee4d2f8c137705be21c0a4419d8e36f1250b7a6ce4");
    cover.digests = {{QStringLiteral("Content digest (SHA-256)"), hash},
                     {QStringLiteral("Last history entry"), QString(hash).replace(u'9', u'1')}};
    cover.notice = QStringLiteral("Confidential. Printed copies are for reference only; the signed "
                                  "project file is the record.");
    return cover;
}

QString prose()
{
    return QStringLiteral(
        "The monitor sends an electrocardiogram to the phone of the patient, which forwards it to "
        "the clinic by way of the cloud service. Every step that creates, receives, maintains or "
        "transmits electronic protected health information is listed here, with the tier that "
        "follows "
        "from what it holds and the safeguards that apply. Office and fluid affinity: ffi, ffl, "
        "fi, fl.");
}

const std::array<Badge, 4> tiers{
    {{BadgeTone::Tier1, QStringLiteral("1"), QStringLiteral("Direct ePHI")},
     {BadgeTone::Tier2, QStringLiteral("2"), QStringLiteral("Indirect")},
     {BadgeTone::Tier3, QStringLiteral("3"), QStringLiteral("Adjacent")},
     {BadgeTone::Tier4, QStringLiteral("4"), QStringLiteral("None")}}};

Table systemsTable(int rows)
{
    Table table;
    table.caption = QStringLiteral("Systems that hold or carry ePHI");
    table.columns = {{QStringLiteral("System")},
                     {QStringLiteral("Tier")},
                     {QStringLiteral("Owner")},
                     {QStringLiteral("What it holds")},
                     {QStringLiteral("Records"), Table::Align::Number},
                     {QStringLiteral("Reviewed")}};
    const QStringList names{QStringLiteral("Adhesive patch"),   QStringLiteral("Patient phone app"),
                            QStringLiteral("Home gateway"),     QStringLiteral("Ingest service"),
                            QStringLiteral("Clinician portal"), QStringLiteral("Staging database")};
    const QStringList holds{
        QStringLiteral("ECG samples, device serial"),
        QStringLiteral("Name, ECG, symptoms diary, contact of the cardiologist"),
        QStringLiteral("Nothing at rest"),
        QStringLiteral("Complete record including alarms and annotations of clinicians, kept for "
                       "six years after the last visit")};
    for (int i = 0; i < rows; ++i) {
        Table::Row row;
        row.anchor = QStringLiteral("SYS-%1").arg(i + 1, 3, 10, QChar(u'0'));
        row.cells = {
            Cell{
                {{names[i % names.size()], RunStyle::Bold}, {u'\n' + row.anchor, RunStyle::Muted}}},
            Cell{{}, tiers[static_cast<size_t>(i) % 4]},
            Cell{plain(i % 2 ? QStringLiteral("Platform team") : QStringLiteral("Ada Whitfield"))},
            Cell{plain(holds[i % holds.size()])},
            Cell{plain(QString::number(11117 * (i * i % 97)))},
            Cell{plain(QStringLiteral("2026-0%1-1%2").arg(i % 9 + 1).arg(i % 10))}};
        table.rows.push_back(row);
    }
    return table;
}

Table wideTable()
{
    Table table;
    table.caption = QStringLiteral("Safeguards by system");
    table.columns.push_back({QStringLiteral("Safeguard")});
    for (int c = 0; c < 11; ++c)
        table.columns.push_back(
            {QStringLiteral("Implementation %1").arg(c + 1), Table::Align::Center});
    for (int r = 0; r < 12; ++r) {
        Table::Row row;
        row.cells.push_back(Cell{plain(QStringLiteral("§164.312(a)(%1)").arg(r + 1))});
        for (int c = 0; c < 11; ++c)
            row.cells.push_back(Cell{plain((r + c) % 3 ? QStringLiteral("In place")
                                                       : QStringLiteral("Not applicable"))});
        table.rows.push_back(row);
    }
    return table;
}

Table findingsTable()
{
    Table table;
    table.caption = QStringLiteral("Open findings");
    table.columns = {{QStringLiteral("No.")},
                     {QStringLiteral("Severity")},
                     {QStringLiteral("Finding")},
                     {QStringLiteral("Where")}};
    const std::array<Badge, 4> severities{{{BadgeTone::Critical, {}, QStringLiteral("Critical")},
                                           {BadgeTone::High, {}, QStringLiteral("High")},
                                           {BadgeTone::Medium, {}, QStringLiteral("Medium")},
                                           {BadgeTone::Low, {}, QStringLiteral("Low")}}};
    for (int i = 0; i < 8; ++i) {
        table.rows.push_back(
            {{Cell{plain(QStringLiteral("F-%1").arg(i + 1))},
              Cell{{}, severities[static_cast<size_t>(i) % 4]},
              Cell{plain(i % 2 ? QStringLiteral(
                                     "Transmission is not encrypted between gateway and ingest "
                                     "service; the risk analysis names no compensating control.")
                               : QStringLiteral("No business associate agreement on file."))},
              Cell{{{QStringLiteral("SYS-%1").arg(i + 1, 3, 10, QChar(u'0')), RunStyle::Plain,
                     QStringLiteral("#SYS-%1").arg(i + 1, 3, 10, QChar(u'0'))}}}},
             {}});
    }
    return table;
}

}

Figure boxFigure(QSizeF size, double text, const QString &caption)
{
    Figure figure;
    figure.caption = caption;
    figure.altText = QStringLiteral("Boxes in a grid, each with its name");
    figure.size = size;
    figure.smallestText = text;
    figure.paint = [size, text](QPainter &painter) {
        QFont font(QStringLiteral("Inter"));
        font.setPixelSize(static_cast<int>(text));
        font.setHintingPreference(QFont::PreferNoHinting);
        painter.setFont(font);
        const double cell = text * 10;
        int index = 0;
        for (double y = text; y + cell * 0.6 <= size.height(); y += cell * 0.8) {
            for (double x = text; x + cell * 0.8 <= size.width(); x += cell) {
                const QRectF box(x, y, cell * 0.8, cell * 0.5);
                painter.setPen(QPen(QColor(0x1d5fb8), 0.8));
                painter.setBrush(QColor(0xf0f5fc));
                painter.drawRoundedRect(box, 3, 3);
                painter.setPen(QColor(0x1b2430));
                painter.drawText(box, Qt::AlignCenter, QStringLiteral("Box %1").arg(++index));
                painter.drawLine(QPointF(box.right(), box.center().y()),
                                 QPointF(box.right() + cell * 0.2, box.center().y()));
            }
        }
    };
    return figure;
}

Document richDocument()
{
    Document doc;
    doc.info = sampleInfo();
    doc.cover = sampleCover();
    auto &b = doc.blocks;
    b.push_back(Heading{1, QStringLiteral("Purpose and scope"), QStringLiteral("scope")});
    b.push_back(Paragraph{plain(prose())});
    b.push_back(
        Paragraph{{{QStringLiteral("See ")},
                   {QStringLiteral("the inventory"), RunStyle::Plain, QStringLiteral("#inventory")},
                   {QStringLiteral(", the text of ")},
                   {QStringLiteral("45 CFR 164.308"), RunStyle::Plain,
                    QStringLiteral("https://www.ecfr.gov/current/title-45/section-164.308")},
                   {QStringLiteral(" and "), RunStyle::Plain},
                   {QStringLiteral("what is required"), RunStyle::Bold},
                   {QStringLiteral(" of a manufacturer.")}}});
    b.push_back(Heading{2, QStringLiteral("How to read this binder")});
    b.push_back(
        List{{plain(QStringLiteral("Tiers are derived from what a system holds; the derivation is "
                                   "shown with each system.")),
              plain(QStringLiteral("Required specifications have no alternative; addressable ones "
                                   "may be met otherwise with a written reason.")),
              plain(prose())}});
    b.push_back(List{
        {plain(QStringLiteral("Map the data")), plain(QStringLiteral("Assess the risk"))}, true});
    b.push_back(Note{Note::Kind::Info,
                     plain(QStringLiteral("Figures are as of the date on the cover. Later edits "
                                          "appear in the history of the project."))});
    b.push_back(Note{
        Note::Kind::Warning,
        plain(QStringLiteral(
            "Two systems have no owner. A binder with open ownership is not ready for review."))});
    b.push_back(Heading{3, QStringLiteral("The device")});
    b.push_back(KeyValues{
        {{QStringLiteral("Product"), plain(QStringLiteral("Connected heart monitor, model HM-2"))},
         {QStringLiteral("Highest tier"), {}, tiers[0]},
         {QStringLiteral("Intended use"), plain(prose())},
         {QStringLiteral("Names"),
          plain(QStringLiteral(
              "مراقب القلب · 心电监护仪 · 💓 · Ægir Þórsson · Ωμέγα · Кардиомонитор"))}},
        {}});
    b.push_back(Heading{1, QStringLiteral("Inventory"), QStringLiteral("inventory")});
    b.push_back(Paragraph{plain(prose())});
    b.push_back(Heading{2, QStringLiteral("Systems")});
    b.push_back(systemsTable(34));
    b.push_back(Heading{2, QStringLiteral("Findings")});
    b.push_back(findingsTable());
    Table empty;
    empty.caption = QStringLiteral("Exceptions");
    empty.columns = {
        {QStringLiteral("Exception")}, {QStringLiteral("Reason")}, {QStringLiteral("Until")}};
    empty.emptyText = QStringLiteral("No exceptions were granted.");
    b.push_back(empty);
    b.push_back(Heading{1, QStringLiteral("Safeguards")});
    b.push_back(Paragraph{plain(QStringLiteral("One column per implementation."))});
    b.push_back(wideTable());
    b.push_back(Heading{1, QStringLiteral("Data flows")});
    b.push_back(Paragraph{plain(prose())});
    b.push_back(boxFigure({420, 200}, 9, QStringLiteral("Small diagram at its own size")));
    b.push_back(boxFigure({1200, 800}, 9, QStringLiteral("Large diagram on grown paper")));
    return doc;
}

Document tableDocument(int chapters, int rows, int columns)
{
    Document doc;
    doc.info = sampleInfo();
    doc.cover = sampleCover();
    for (int c = 0; c < chapters; ++c) {
        doc.blocks.push_back(Heading{1, QStringLiteral("Chapter part%1x").arg(c + 1),
                                     QStringLiteral("chapter%1").arg(c)});
        doc.blocks.push_back(Paragraph{plain(prose())});
        doc.blocks.push_back(Heading{2, QStringLiteral("Register reg%1x").arg(c + 1)});
        Table table;
        table.caption = QStringLiteral("Register %1").arg(c + 1);
        for (int n = 0; n < columns; ++n)
            table.columns.push_back({QStringLiteral("Head%1").arg(n)});
        for (int r = 0; r < rows; ++r) {
            Table::Row row;
            for (int n = 0; n < columns; ++n) {
                QString text = QStringLiteral("t%1r%2c%3x").arg(c).arg(r).arg(n);
                if (n == 2)
                    text +=
                        QStringLiteral(" holds the samples, the serial of the device and the time")
                            .repeated(r % 3 + 1);
                row.cells.push_back(Cell{plain(text)});
            }
            if (columns > 3)
                row.cells[3].badge = tiers[static_cast<size_t>(r) % 4];
            table.rows.push_back(std::move(row));
        }
        doc.blocks.push_back(std::move(table));
    }
    return doc;
}

}
