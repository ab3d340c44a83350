// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <QDateTime>
#include <QSizeF>
#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

class QPainter;

/// What a report is made of: plain values that a pure function of a snapshot returns. Nothing here
/// knows pages, fonts or files.
namespace safeguard::report {

enum class RunStyle { Plain, Bold, Muted };

/// A stretch of text in one style. A line feed in it starts a new line.
struct Run
{
    QString text;
    RunStyle style = RunStyle::Plain;
    QString link = {}; ///< "#anchor" of this document, or an absolute URL; empty for none
};
using Runs = std::vector<Run>;

/// Tier and severity marks keep their word beside the colour, so that a grey print says the same.
enum class BadgeTone { Tier1, Tier2, Tier3, Tier4, Critical, High, Medium, Low, Good, Neutral };

struct Badge
{
    BadgeTone tone = BadgeTone::Neutral;
    QString mark = {}; ///< the tier's digit; may be empty
    QString word = {}; ///< never empty
};

struct Heading
{
    int level = 1; ///< 1 to 3; level 1 begins a page
    QString text;
    QString anchor = {}; ///< unique in the document; empty when nothing refers to it
};

struct Paragraph
{
    Runs runs;
    QString anchor = {};
    bool keepsWithNext = false; ///< stands on the page on which the next block begins
};

struct List
{
    std::vector<Runs> items;
    bool numbered = false;
};

struct Note
{
    enum class Kind { Info, Warning };
    Kind kind = Kind::Info;
    Runs runs;
};

/// Labels with their values, for the attributes of one record. Short ones stand side by side.
struct KeyValues
{
    struct Row
    {
        QString label;
        Runs value;
        std::optional<Badge> badge = {};
    };
    std::vector<Row> rows;
    QString caption = {};
    QString about = {}; ///< whose values; said again where they go on on another page
};

struct Cell
{
    Runs runs = {};
    std::optional<Badge> badge = {}; ///< shown above the text
};

struct Table
{
    enum class Align {
        Left,
        Right,
        Center,
        Number ///< right, with figures of equal width
    };
    struct Column
    {
        QString title;
        Align align = Align::Left;
        double weight = 0; ///< share of the width; 0 fits the column to its content
    };
    struct Row
    {
        std::vector<Cell> cells; ///< missing cells are empty
        QString anchor = {};
    };
    enum class Orientation { Auto, Portrait, Landscape };

    QString caption;
    std::vector<Column> columns;
    std::vector<Row> rows;
    bool rowHeaders = true; ///< the first column names the row
    QString emptyText = {}; ///< said when there are no rows; a general sentence when empty
    Orientation orientation = Orientation::Auto;
};

/// A vector drawing. It is printed at its own size where that fits; a page grows up to A0 so that
/// no text falls below 6 pt, and beyond that the drawing is cut into tiles behind an overview.
struct Figure
{
    QString caption;
    QString altText;         ///< what the drawing shows, for who cannot see it
    QSizeF size;             ///< points
    double smallestText = 8; ///< points, at that size
    /// Paints 0,0 to size in points, opaque colours only (PDF/A-1 has no transparency); may be
    /// called several times, from another thread, and must paint the same each time.
    std::function<void(QPainter &)> paint;
    QString anchor = {};
};

struct PageBreak
{};

using Block = std::variant<Heading, Paragraph, List, Note, KeyValues, Table, Figure, PageBreak>;

struct Signature
{
    QString act;  ///< "Prepared by", "Reviewed by", "Approved by"
    QString name; ///< empty leaves a line to write on
    QString role = {};
    QString date = {};
};

/// A hash, printed in groups that a person can compare.
struct Digest
{
    QString label;
    QString value;
};

struct Cover
{
    struct Row
    {
        QString label;
        QString value;
    };
    std::vector<Row> rows;
    std::vector<Signature> signatures;
    std::vector<Digest> digests;
    QString notice = {}; ///< a sentence at the foot, e.g. on confidentiality
};

struct DocumentInfo
{
    QString title;
    QString subject = {};
    QString author = {};
    QStringList keywords = {};
    QString language = QStringLiteral("en-US"); ///< BCP 47
    QString product = {};
    QString documentNumber = {};
    QString revision = {};
    QString shortDigest = {}; ///< in the footer
    QString mark = {};        ///< first thing on top of every page, such as that it is a draft
    QDateTime date = {};      ///< the file's creation date; nothing else is dated
};

enum class Paper { A4, Letter };

struct Document
{
    DocumentInfo info;
    std::optional<Cover> cover;
    std::vector<Block> blocks;
    Paper paper = Paper::A4;
    bool contents = true;
    bool numberedHeadings = true;
    int listedLevels = 3; ///< headings below are neither numbered nor in the contents
};

inline Runs plain(const QString &text)
{
    return {Run{text}};
}

}
