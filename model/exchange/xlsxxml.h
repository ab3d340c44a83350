// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/zipparts.h"

#include <QXmlStreamReader>

namespace safeguard {

/// A part of XML, read a piece at a time. Names of elements are those without namespace: the two
/// forms of the format (transitional and strict) differ in nothing else that is read here. Neither
/// document types nor entities are taken, and what nests deeper or is longer in one piece than a
/// spreadsheet can be is an error, so that a part cannot fill the memory.
class XlsxXml final
{
public:
    explicit XlsxXml(ZipParts::Reader part)
        : m_part(std::move(part))
    {}

    /// Goes to the next element within the one that was entered last; false behind the last of
    /// them, which leaves it, and after an error.
    bool nextChild();
    void skip();
    /// All text of the element, which it leaves, of its children too.
    QString text();

    bool is(const char *name) const { return m_xml.name() == QLatin1String(name); }
    /// Without namespace; empty when it is not there.
    QString attribute(const char *name) const;
    /// In the namespace of relationships.
    QString relation() const;

    /// Reads on to the end, which proves the part's checksum. Errors: InvalidInput; Cancelled.
    Status finish();
    const std::optional<Error> &error() const { return m_error; }
    void fail(Error error);

private:
    bool next();
    bool feed();
    void damaged();

    ZipParts::Reader m_part;
    QXmlStreamReader m_xml;
    std::optional<Error> m_error;
    qint64 m_fed = 0; ///< bytes since the last token
    int m_depth = 0;
    bool m_isDone = false;
};

}
