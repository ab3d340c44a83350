// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsxxml.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct XlsxXmlText
{
    Q_DECLARE_TR_FUNCTIONS(XlsxXml)
};

constexpr int deepest = 100;
/// A cell takes 32,767 characters, which make 600 KB where each is an escape of an escape.
constexpr qint64 longestToken = 4 * 1024 * 1024;

}

void XlsxXml::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void XlsxXml::damaged()
{
    fail({ErrorCode::InvalidInput,
          XlsxXmlText::tr(
              "The workbook is damaged: a part of it is not what it should be. Nothing "
              "was imported. Open it in a spreadsheet program, look whether all is there, and "
              "save it again.")});
}

/// More bytes for the parser.
bool XlsxXml::feed()
{
    auto bytes = m_part.next();
    if (!bytes) {
        fail(bytes.error());
        return false;
    }
    m_fed += bytes->size();
    if (bytes->isEmpty() || m_fed > longestToken) {
        damaged();
        return false;
    }
    m_xml.addData(*bytes);
    return true;
}

bool XlsxXml::next()
{
    while (!m_error && !m_isDone) {
        const auto token = m_xml.readNext();
        if (m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError) {
            feed();
            continue;
        }
        m_fed = 0;
        m_depth += token == QXmlStreamReader::StartElement;
        m_depth -= token == QXmlStreamReader::EndElement;
        m_isDone = token == QXmlStreamReader::EndElement && m_depth == 0;
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            fail({ErrorCode::InvalidInput,
                  XlsxXmlText::tr(
                      "The workbook declares entities of its own, which no spreadsheet "
                      "program does and which can fill the memory. Nothing was imported.")});
        else if (m_xml.hasError() || m_depth > deepest)
            damaged();
        return !m_error;
    }
    return false;
}

bool XlsxXml::nextChild()
{
    while (next()) {
        if (m_xml.isStartElement())
            return true;
        if (m_xml.isEndElement())
            return false;
    }
    return false;
}

void XlsxXml::skip()
{
    const int outside = m_depth - 1;
    while (m_depth > outside && next()) {
    }
}

QString XlsxXml::text()
{
    QString text;
    const int outside = m_depth - 1;
    while (m_depth > outside && next()) {
        if (m_xml.isCharacters())
            text += m_xml.text();
    }
    return text;
}

QString XlsxXml::attribute(const char *name) const
{
    return m_xml.attributes().value(QLatin1String(name)).toString();
}

QString XlsxXml::relation() const
{
    for (const QXmlStreamAttribute &attribute : m_xml.attributes()) {
        if (attribute.name() == QLatin1String("id") &&
            attribute.namespaceUri().endsWith(QLatin1String("/relationships")))
            return attribute.value().toString();
    }
    return {};
}

Status XlsxXml::finish()
{
    while (!m_error) {
        const auto bytes = m_part.next();
        if (!bytes)
            fail(bytes.error());
        else if (bytes->isEmpty())
            return {};
    }
    return failure(*m_error);
}

}
