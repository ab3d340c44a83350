// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/keysheet.h"

#include "model/base/atomicfile.h"
#include "model/base/qrcode.h"
#include "views/kit/qrpicture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>

namespace safeguard {

namespace {

struct SheetText
{
    Q_DECLARE_TR_FUNCTIONS(KeySheet)
};

constexpr qreal codeMillimetres = 52;

/// Writes from the top of a page downwards, in millimetres and points.
class Sheet final
{
public:
    Sheet(QPagedPaintDevice &device, QPainter &painter)
        : m_painter(painter)
        , m_unit(device.logicalDpiX() / 25.4)
        , m_page(QPointF(), device.pageLayout().paintRectPixels(device.logicalDpiX()).size())
    {
        painter.setPen(Qt::black);
    }

    void write(const QString &text, QFont font, qreal points, bool isBold = false)
    {
        font.setPointSizeF(points);
        font.setBold(isBold);
        m_painter.setFont(font);
        const QRectF room(0, m_at, m_page.width(), m_page.height());
        QRectF taken;
        m_painter.drawText(room, Qt::TextWordWrap, text, &taken);
        m_at = taken.bottom() + 1.5 * m_unit;
    }
    void skip(qreal millimetres) { m_at += millimetres * m_unit; }
    /// At the left edge: its quiet zone is margin enough.
    void draw(const QrCode &code)
    {
        const qreal side = codeMillimetres * m_unit;
        paintQr(m_painter, QRectF(0, m_at, side, side), code);
        m_at += side;
    }

private:
    QPainter &m_painter;
    qreal m_unit;
    QRectF m_page;
    qreal m_at = 0;
};

void fill(Sheet &page, const KeySheet &sheet, const QrCode &code)
{
    const QFont font;
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    page.write(SheetText::tr("Recovery key"), font, 22, true);
    page.write(SheetText::tr("Project: %1").arg(sheet.projectName), font, 11);
    page.write(SheetText::tr("File: %1").arg(sheet.fileName), font, 11);
    page.write(SheetText::tr("User: %1 (%2)").arg(sheet.fullName, sheet.userName), font, 11);
    page.write(SheetText::tr("Made on: %1").arg(sheet.made.toString(Qt::ISODate)), font, 11);
    page.skip(8);
    for (const QString &line : keyLines(sheet.key, 4))
        page.write(line, fixed, 15, true);
    page.skip(4);
    page.draw(code);
    page.skip(6);
    page.write(SheetText::tr("This key opens the project when the passphrase is lost: start "
                             "Safeguard, open the file, choose \u201cUse a recovery key\u201d and "
                             "type the key or read the code. Its user then gets a new passphrase. "
                             "Capitals, spaces and hyphens do not matter."),
               font, 11);
    page.write(SheetText::tr("Whoever has this page and a copy of the file can read and change "
                             "the project. Keep it in a safe, apart from the computer. A key that "
                             "is made later for the same user ends this one."),
               font, 11);
}

}

QStringList keyLines(const QString &key, int groupsInLine)
{
    const QStringList groups = key.split(u'-');
    QStringList lines;
    for (qsizetype at = 0; at < groups.size(); at += groupsInLine)
        lines += groups.mid(at, groupsInLine).join(u'-');
    return lines;
}

Status drawKeySheet(QPagedPaintDevice &device, const KeySheet &sheet)
{
    const auto code = QrCode::of(sheet.key, QrCode::Repair::High);
    SG_TRY(code);
    QPainter painter;
    if (!painter.begin(&device))
        return failure(ErrorCode::Io, SheetText::tr("The page could not be printed."));
    Sheet page(device, painter);
    fill(page, sheet, *code);
    if (!painter.end())
        return failure(ErrorCode::Io, SheetText::tr("The page could not be printed."));
    return {};
}

Status saveKeySheet(const QString &path, const KeySheet &sheet)
{
    QByteArray pdf;
    {
        QBuffer buffer(&pdf);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({20, 20, 20, 20}, QPageLayout::Millimeter);
        writer.setResolution(600);
        writer.setTitle(SheetText::tr("Recovery key"));
        SG_TRY(drawKeySheet(writer, sheet));
    }
    const Status written = writeAtomically(path, pdf);
    std::fill(pdf.begin(), pdf.end(), '\0');
    return written;
}

}
