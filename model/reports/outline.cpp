// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/outline.h"

#include "model/reports/metadata.h"

#include <algorithm>

namespace safeguard::report {

namespace {

using Handle = QPDFObjectHandle;

/// Entries nested by level, in document order.
class OutlineTree final
{
public:
    OutlineTree(QPDF &pdf, const std::vector<OutlineEntry> &entries,
                const std::vector<Handle> &pageObjects)
        : m_entries(entries)
        , m_pages(pageObjects)
    {
        m_root = pdf.makeIndirectObject(Handle::newDictionary());
        m_root.replaceKey("/Type", Handle::newName("/Outlines"));
        for (size_t i = 0; i < entries.size(); ++i)
            m_items.push_back(pdf.makeIndirectObject(Handle::newDictionary()));
        const int visible = link(m_root, 0, entries.size());
        m_root.replaceKey("/Count", Handle::newInteger(visible));
    }
    Handle root() const { return m_root; }

private:
    /// Makes the entries from \a from to \a to children of \a parent. Returns how many direct ones.
    int link(Handle parent, size_t from, size_t to)
    {
        int count = 0;
        size_t previous = from;
        for (size_t i = from; i < to;) {
            const size_t end = endOf(i, to);
            describe(i, parent);
            if (i > from) {
                m_items[i].replaceKey("/Prev", m_items[previous]);
                m_items[previous].replaceKey("/Next", m_items[i]);
            }
            if (end > i + 1)
                m_items[i].replaceKey("/Count", Handle::newInteger(-link(m_items[i], i + 1, end)));
            previous = i;
            i = end;
            ++count;
        }
        if (count > 0) {
            parent.replaceKey("/First", m_items[from]);
            parent.replaceKey("/Last", m_items[previous]);
        }
        return count;
    }

    size_t endOf(size_t entry, size_t to) const
    {
        size_t end = entry + 1;
        while (end < to && m_entries[end].level > m_entries[entry].level)
            ++end;
        return end;
    }

    void describe(size_t index, const Handle &parent)
    {
        m_items[index].replaceKey("/Title", pdfText(m_entries[index].text));
        m_items[index].replaceKey("/Parent", parent);
        m_items[index].replaceKey("/Dest", destination(m_entries[index].to, m_pages));
    }

    const std::vector<OutlineEntry> &m_entries;
    const std::vector<Handle> &m_pages;
    Handle m_root;
    std::vector<Handle> m_items;
};

}

void writeOutline(QPDF &pdf, const std::vector<OutlineEntry> &entries,
                  const std::vector<Handle> &pageObjects)
{
    if (!entries.empty())
        pdf.getRoot().replaceKey("/Outlines", OutlineTree(pdf, entries, pageObjects).root());
}

Handle destination(const Destination &to, const std::vector<Handle> &pageObjects)
{
    Handle page = pageObjects[static_cast<size_t>(to.page)];
    const double height = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
    const std::vector<Handle> items{page, Handle::newName("/XYZ"), Handle::newInteger(0),
                                    Handle::newInteger(static_cast<int>(height - to.y + 12)),
                                    Handle::newNull()};
    return Handle::newArray(items);
}

}
