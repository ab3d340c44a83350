// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/structuretree.h"

#include "model/reports/metadata.h"

#include <algorithm>

namespace safeguard::report {

namespace {

using Handle = QPDFObjectHandle;

/// PDF/A-1 allows 8191 elements in an array; a number tree's leaf has two per key.
constexpr size_t keysPerLeaf = 1000;
/// Strings may have 32767 characters in PDF 1.4.
constexpr qsizetype longestAlt = 16000;

bool isCell(const Node &node)
{
    return qstrcmp(node.tag, "TD") == 0 || qstrcmp(node.tag, "TH") == 0;
}

Handle numberTree(QPDF &pdf, const std::vector<Handle> &values)
{
    std::vector<Handle> leaves;
    for (size_t from = 0; from < values.size(); from += keysPerLeaf) {
        const size_t to = std::min(from + keysPerLeaf, values.size());
        std::vector<Handle> numbers;
        for (size_t key = from; key < to; ++key) {
            numbers.push_back(Handle::newInteger(static_cast<long long>(key)));
            numbers.push_back(values[key]);
        }
        const std::vector<Handle> limits{Handle::newInteger(static_cast<long long>(from)),
                                         Handle::newInteger(static_cast<long long>(to - 1))};
        leaves.push_back(pdf.makeIndirectObject(Handle::newDictionary(
            {{"/Nums", Handle::newArray(numbers)}, {"/Limits", Handle::newArray(limits)}})));
    }
    return pdf.makeIndirectObject(Handle::newDictionary({{"/Kids", Handle::newArray(leaves)}}));
}

}

StructureTree::StructureTree(QPDF &pdf, const std::vector<Node> &nodes, size_t pageCount)
    : m_pdf(pdf)
    , m_nodes(nodes)
    , m_kids(nodes.size())
    , m_used(nodes.size())
    , m_pageOwners(pageCount)
    , m_pageCount(pageCount)
{
    markUsed(0);
}

void StructureTree::markUsed(int node)
{
    if (node < 0 || isUsed(node))
        return;
    m_used[static_cast<size_t>(node)] = true;
    const int parent = m_nodes[static_cast<size_t>(node)].parent;
    markUsed(parent);
    if (parent >= 0)
        m_kids[static_cast<size_t>(parent)].push_back({node});
}

void StructureTree::addContent(int node, int page, int id)
{
    markUsed(node);
    m_kids[static_cast<size_t>(node)].push_back({-1, {page, id, {}}});
    m_pageOwners[static_cast<size_t>(page)].push_back(node);
}

int StructureTree::addAnnotation(int node, int page, QPDFObjectHandle annotation)
{
    markUsed(node);
    m_kids[static_cast<size_t>(node)].push_back({-1, {page, -1, annotation}});
    m_annotationOwners.push_back(node);
    return static_cast<int>(m_pageCount + m_annotationOwners.size()) - 1;
}

Handle StructureTree::kidObject(const Kid &kid, int home, const std::vector<Handle> &pages) const
{
    if (kid.node >= 0)
        return m_elements[static_cast<size_t>(kid.node)];
    const Handle page = pages[static_cast<size_t>(kid.content.page)];
    if (kid.content.id < 0)
        return Handle::newDictionary(
            {{"/Type", Handle::newName("/OBJR")}, {"/Obj", kid.content.annotation}, {"/Pg", page}});
    const Handle id = Handle::newInteger(kid.content.id);
    if (kid.content.page == home)
        return id;
    return Handle::newDictionary(
        {{"/Type", Handle::newName("/MCR")}, {"/Pg", page}, {"/MCID", id}});
}

void StructureTree::writeElement(int index, const std::vector<Handle> &pages)
{
    const Node &node = m_nodes[static_cast<size_t>(index)];
    Handle element = m_elements[static_cast<size_t>(index)];
    element.replaceKey("/Type", Handle::newName("/StructElem"));
    element.replaceKey("/S", Handle::newName(std::string("/") + node.tag));
    if (!node.alt.isEmpty())
        element.replaceKey("/Alt", pdfText(node.alt.left(longestAlt)));
    if (node.scope || node.columns > 1) {
        Handle attributes = Handle::newDictionary({{"/O", Handle::newName("/Table")}});
        if (node.scope)
            attributes.replaceKey("/Scope", Handle::newName(std::string("/") + node.scope));
        if (node.columns > 1)
            attributes.replaceKey("/ColSpan", Handle::newInteger(node.columns));
        element.replaceKey("/A", attributes);
    }
    const std::vector<Kid> &kids = m_kids[static_cast<size_t>(index)];
    const auto content =
        std::find_if(kids.begin(), kids.end(), [](const Kid &kid) { return kid.node < 0; });
    const int home = content == kids.end() ? -1 : content->content.page;
    if (home >= 0)
        element.replaceKey("/Pg", pages[static_cast<size_t>(home)]);
    std::vector<Handle> objects;
    for (const Kid &kid : kids)
        objects.push_back(kidObject(kid, home, pages));
    if (objects.size() == 1)
        element.replaceKey("/K", objects.front());
    else if (!objects.empty())
        element.replaceKey("/K", Handle::newArray(objects));
}

Handle StructureTree::parentTree()
{
    std::vector<Handle> values;
    for (const std::vector<int> &owners : m_pageOwners) {
        std::vector<Handle> elements;
        for (const int node : owners)
            elements.push_back(m_elements[static_cast<size_t>(node)]);
        values.push_back(m_pdf.makeIndirectObject(Handle::newArray(elements)));
    }
    for (const int node : m_annotationOwners)
        values.push_back(m_elements[static_cast<size_t>(node)]);
    return numberTree(m_pdf, values);
}

void StructureTree::write(const std::vector<Handle> &pages)
{
    // Empty cells keep their place. Elements without content of their own list their children in
    // the order in which they were made: a row goes on over pages, its cells stay in column order.
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        if (isCell(m_nodes[i]) && isUsed(m_nodes[i].parent))
            markUsed(static_cast<int>(i));
    }
    for (std::vector<Kid> &kids : m_kids) {
        if (std::all_of(kids.begin(), kids.end(), [](const Kid &kid) { return kid.node >= 0; }))
            std::sort(kids.begin(), kids.end(),
                      [](const Kid &a, const Kid &b) { return a.node < b.node; });
    }
    Handle root = m_pdf.makeIndirectObject(
        Handle::newDictionary({{"/Type", Handle::newName("/StructTreeRoot")}}));
    m_elements.assign(m_nodes.size(), Handle());
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        if (!m_used[i])
            continue;
        m_elements[i] = m_pdf.makeIndirectObject(Handle::newDictionary());
        const int parent = m_nodes[i].parent;
        m_elements[i].replaceKey("/P", parent < 0 ? root : m_elements[static_cast<size_t>(parent)]);
    }
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_used[i])
            writeElement(static_cast<int>(i), pages);
    }
    root.replaceKey("/K", m_elements.front());
    root.replaceKey("/ParentTree", parentTree());
    root.replaceKey("/ParentTreeNextKey", Handle::newInteger(static_cast<long long>(
                                              pages.size() + m_annotationOwners.size())));
    m_pdf.getRoot().replaceKey("/StructTreeRoot", root);
}

}
