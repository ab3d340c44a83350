// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace safeguard::diagram {

/// What a colour means; a Theme says which colour that is.
enum class ColorRole {
    Automatic, ///< nodes and flows: the colour of the tier, or neutral without one
    Ground,
    NodeFill,
    NodeText,
    MutedText,
    Neutral, ///< outlines and flows without a tier
    Tier1,
    Tier2,
    Tier3,
    Tier4,
    OnTier, ///< digits on a tier's colour, words on Danger
    Boundary,
    BoundaryText,
    LaneFill,
    LaneText,
    LabelFill,
    LabelOutline,
    LabelText,
    Danger,
    Good,
    Caution,
    Accent,
    Added,
    Removed,
    Changed,
    Category1, ///< operators, vendors, environments: always together with words
    Category2,
    Category3,
    Category4,
    Category5,
    Category6,
    Count
};

/// What a text is; a Theme says which font (pixel size in scene units) that is.
enum class FontRole {
    NodeTitle,
    NodeSubtitle,
    FlowLabel,
    BoundaryTitle,
    LaneTitle,
    Badge,
    Heading,
    Caption,
    Count
};

/// Small pictures, drawn as paths in one stroke style.
enum class Glyph {
    None,
    Lock,
    Warning,
    Question,
    Device,
    Phone,
    Gateway,
    Cloud,
    Store,
    Display,
    Support
};

}
