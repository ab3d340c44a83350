// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/shapedtext.h"

#include <QHash>
#include <QRectF>

/// What the paginator hands to the writer: pages of things to paint, and the tree of their meaning.
/// All lengths are points from a page's upper left corner.
namespace safeguard::report {

/// An element of the logical structure (PDF Reference 1.4, section 9.7).
struct Node
{
    const char *tag = "Div"; ///< standard structure type
    int parent = -1;
    QString alt = {};
    const char *scope = nullptr; ///< of a TH: "Row" or "Column"
    int columns = 1;             ///< that a TD spans
};

/// No element: page furniture that reading skips.
inline constexpr int artifact = -1;

struct TextSlice
{
    TextPtr text;
    int first = 0;
    int count = 0;
    QPointF at;                     ///< upper left corner of the first line
    std::vector<int> runNodes = {}; ///< element per run; empty when all belong to the item's
};

struct Box
{
    QRectF rect;
    QRgb fill = 0;
    double radius = 0;
};

struct Artwork
{
    const Figure *figure = nullptr;
    QRectF source; ///< of the drawing
    QRectF target; ///< on the page
};

struct Item
{
    int node = artifact;
    std::variant<TextSlice, Box, Artwork> what;
};

struct LinkArea
{
    QRectF rect;
    QString target;
    int node = artifact;
};

struct Page
{
    QSizeF size;
    bool furniture = true; ///< with running header and footer
    std::vector<Item> items = {};
    std::vector<LinkArea> links = {};
};

struct Destination
{
    int page = 0; ///< index into Pages::pages
    double y = 0;
};

struct OutlineEntry
{
    int level = 1;
    QString text;
    Destination to;
};

struct Pages
{
    std::vector<Page> pages;
    std::vector<Node> nodes;
    std::vector<OutlineEntry> outline;
    QHash<QString, Destination> anchors;

    int addNode(const char *tag, int parent)
    {
        nodes.push_back({tag, parent});
        return static_cast<int>(nodes.size()) - 1;
    }
};

}
