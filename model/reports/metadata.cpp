// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/metadata.h"

#include <QXmlStreamWriter>

namespace safeguard::report {

namespace {

constexpr QLatin1String rdf("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
constexpr QLatin1String dc("http://purl.org/dc/elements/1.1/");
constexpr QLatin1String xmp("http://ns.adobe.com/xap/1.0/");
constexpr QLatin1String pdfNs("http://ns.adobe.com/pdf/1.3/");
constexpr QLatin1String meta("adobe:ns:meta/");
constexpr QLatin1String pdfaId("http://www.aiim.org/pdfa/ns/id/");

QString program()
{
    return QStringLiteral("Safeguard " SAFEGUARD_VERSION);
}

/// Without what XML 1.0 cannot hold.
QString clean(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair =
            c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            result += c;
            result += text[++i];
        } else if (c.category() == QChar::Other_Control) {
            result += u' ';
        } else if (!c.isSurrogate() && c.unicode() < 0xfffe) {
            result += c;
        }
    }
    return result;
}

class Packet final
{
public:
    explicit Packet(const DocumentInfo &info)
        : m_xml(&m_bytes)
    {
        declare(meta, "x");
        m_xml.writeStartElement(meta, QStringLiteral("xmpmeta"));
        declare(rdf, "rdf");
        m_xml.writeStartElement(rdf, QStringLiteral("RDF"));
        m_xml.writeStartElement(rdf, QStringLiteral("Description"));
        declare(dc, "dc");
        declare(xmp, "xmp");
        declare(pdfNs, "pdf");
        declare(pdfaId, "pdfaid");
        m_xml.writeAttribute(rdf, QStringLiteral("about"), QString());
        writeProperties(info);
        m_xml.writeEndElement();
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    std::string text() const
    {
        return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
               m_bytes.toStdString() + "\n<?xpacket end=\"w\"?>";
    }

private:
    void declare(QLatin1String uri, const char *prefix)
    {
        m_xml.writeNamespace(uri, QLatin1String(prefix));
    }

    void writeProperties(const DocumentInfo &info)
    {
        simple(pdfaId, "part", QStringLiteral("1"));
        simple(pdfaId, "conformance", QStringLiteral("B"));
        simple(dc, "format", QStringLiteral("application/pdf"));
        list(dc, "title", "Alt", {info.title});
        if (!info.subject.isEmpty())
            list(dc, "description", "Alt", {info.subject});
        if (!info.author.isEmpty())
            list(dc, "creator", "Seq", {info.author});
        list(dc, "language", "Bag", {info.language});
        if (!info.keywords.isEmpty())
            simple(pdfNs, "Keywords", info.keywords.join(QStringLiteral(", ")));
        simple(pdfNs, "Producer", program());
        simple(xmp, "CreatorTool", program());
        if (!info.date.isValid())
            return;
        const QString date = info.date.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        simple(xmp, "CreateDate", date);
        simple(xmp, "ModifyDate", date);
    }

    void simple(QLatin1String ns, const char *name, const QString &value)
    {
        m_xml.writeTextElement(ns, QLatin1String(name), clean(value));
    }

    void list(QLatin1String ns, const char *name, const char *kind, const QStringList &values)
    {
        m_xml.writeStartElement(ns, QLatin1String(name));
        m_xml.writeStartElement(rdf, QLatin1String(kind));
        for (const QString &value : values) {
            m_xml.writeStartElement(rdf, QStringLiteral("li"));
            if (qstrcmp(kind, "Alt") == 0)
                m_xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
            m_xml.writeCharacters(clean(value));
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

QPDFObjectHandle infoDictionary(const DocumentInfo &info)
{
    QPDFObjectHandle dict = QPDFObjectHandle::newDictionary();
    const auto put = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            dict.replaceKey(key, pdfText(clean(value)));
    };
    put("/Title", info.title);
    put("/Subject", info.subject);
    put("/Author", info.author);
    put("/Keywords", info.keywords.join(QStringLiteral(", ")));
    put("/Creator", program());
    put("/Producer", program());
    if (info.date.isValid()) {
        const QString date = info.date.toUTC().toString(QStringLiteral("'D:'yyyyMMddHHmmss'Z'"));
        put("/CreationDate", date);
        put("/ModDate", date);
    }
    return dict;
}

}

QPDFObjectHandle pdfText(const QString &text)
{
    return QPDFObjectHandle::newUnicodeString(text.toStdString());
}

void writeMetadata(QPDF &pdf, const DocumentInfo &info)
{
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(infoDictionary(info)));
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&pdf, Packet(info).text());
    stream.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    pdf.getRoot().replaceKey("/Metadata", stream);
}

}
