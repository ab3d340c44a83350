// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"

#include <qpdf/QPDF.hh>

namespace safeguard::report {

/// Builds the logical structure (PDF Reference 1.4, section 9.6) from the content that pages
/// report.
class StructureTree final
{
public:
    StructureTree(QPDF &pdf, const std::vector<Node> &nodes, size_t pageCount);

    /// Marked content \a id of \a page belongs to \a node.
    void addContent(int node, int page, int id);
    /// An annotation of \a page belongs to \a node. Returns the annotation's StructParent key.
    int addAnnotation(int node, int page, QPDFObjectHandle annotation);
    /// Writes the tree into the catalog. \a pages are the page objects in order.
    void write(const std::vector<QPDFObjectHandle> &pages);

private:
    struct Content
    {
        int page;
        int id;
        QPDFObjectHandle annotation; ///< null for marked content
    };
    /// A child element, or content of the element itself, in reading order.
    struct Kid
    {
        int node = -1;
        Content content = {};
    };
    bool isUsed(int node) const { return m_used[static_cast<size_t>(node)]; }
    void markUsed(int node);
    void writeElement(int node, const std::vector<QPDFObjectHandle> &pages);
    QPDFObjectHandle kidObject(const Kid &kid, int home,
                               const std::vector<QPDFObjectHandle> &pages) const;
    QPDFObjectHandle parentTree();

    QPDF &m_pdf;
    const std::vector<Node> &m_nodes;
    std::vector<std::vector<Kid>> m_kids;
    std::vector<bool> m_used;
    std::vector<QPDFObjectHandle> m_elements;
    std::vector<std::vector<int>> m_pageOwners; ///< per page: node of each MCID
    std::vector<int> m_annotationOwners;
    size_t m_pageCount;
};

}
