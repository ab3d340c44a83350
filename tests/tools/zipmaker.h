// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <zip.h>

namespace safeguard::testing {

struct ZipEntry
{
    QString name;
    QByteArray content;
};

/// A zip file of these parts; two may have one name. Ends the test run when it fails.
inline QByteArray zipOf(const QList<ZipEntry> &entries)
{
    zip_source_t *whole = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(whole);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, nullptr);
    for (const ZipEntry &entry : entries) {
        const auto size = static_cast<zip_uint64_t>(entry.content.size());
        zip_source_t *source = zip_source_buffer(zip, entry.content.constData(), size, 0);
        if (zip_file_add(zip, entry.name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8) < 0)
            qFatal("zip_file_add: %s", zip_strerror(zip));
    }
    if (zip_close(zip) != 0)
        qFatal("zip_close: %s", zip_strerror(zip));
    zip_stat_t stat;
    zip_source_stat(whole, &stat);
    QByteArray bytes(static_cast<qsizetype>(stat.size), Qt::Uninitialized);
    zip_source_open(whole);
    zip_source_read(whole, bytes.data(), stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return bytes;
}

/// A workbook, in the least that makes one.
struct Workbook
{
    QString sheetData = {};  ///< of the first sheet, what is within sheetData
    QString behind = {};     ///< what follows it there
    QString strings = {};    ///< the items of the shared strings
    QString styles = {};     ///< what is within styleSheet
    QString properties = {}; ///< attributes of workbookPr
    QList<ZipEntry> others = {};

    static QByteArray part(const QString &root, const QString &content)
    {
        const QString spaces = QStringLiteral(
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"");
        return QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?><%1 %2>%3</%1>")
            .arg(root, spaces, content)
            .toUtf8();
    }
    static QByteArray relations(const QList<QStringList> &relations)
    {
        QString all;
        for (const QStringList &one : relations)
            all +=
                QStringLiteral("<Relationship Id=\"%1\" Type=\"http://schemas.openxmlformats.org/"
                               "officeDocument/2006/relationships/%2\" Target=\"%3\"/>")
                    .arg(one[0], one[1], one[2]);
        return "<Relationships "
               "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
               all.toUtf8() + "</Relationships>";
    }
    QByteArray sheet() const
    {
        return part(QStringLiteral("worksheet"),
                    QStringLiteral("<sheetData>%1</sheetData>%2").arg(sheetData, behind));
    }
    QList<ZipEntry> parts() const
    {
        const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
        return {{text("_rels/.rels"),
                 relations({{text("rId1"), text("officeDocument"), text("xl/workbook.xml")}})},
                {text("xl/workbook.xml"),
                 part(text("workbook"),
                      text("<workbookPr %1/><sheets><sheet name=\"One\" sheetId=\"1\" "
                           "r:id=\"rId1\"/></sheets>")
                          .arg(properties))},
                {text("xl/_rels/workbook.xml.rels"),
                 relations({{text("rId1"), text("worksheet"), text("worksheets/sheet1.xml")},
                            {text("rId2"), text("sharedStrings"), text("sharedStrings.xml")},
                            {text("rId3"), text("styles"), text("styles.xml")}})},
                {text("xl/sharedStrings.xml"), part(text("sst"), strings)},
                {text("xl/styles.xml"), part(text("styleSheet"), styles)},
                {text("xl/worksheets/sheet1.xml"), sheet()}};
    }
    /// \a others take the place of parts of the same name.
    QByteArray bytes() const
    {
        QList<ZipEntry> all = others;
        for (const ZipEntry &entry : parts()) {
            const bool isReplaced =
                std::any_of(others.begin(), others.end(),
                            [&](const ZipEntry &other) { return other.name == entry.name; });
            if (!isReplaced)
                all += entry;
        }
        return zipOf(all);
    }
};

}
