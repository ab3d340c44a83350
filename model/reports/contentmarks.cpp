// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/contentmarks.h"

#include "model/reports/clippedcontent.h"

#include <array>
#include <charconv>
#include <utility>

namespace safeguard::report {

namespace {

/// Reads a number and the blank behind it.
int takeNumber(std::string_view &text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    Q_UNUSED(error)
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    while (!text.empty() && text.front() != ' ')
        text.remove_prefix(1);
    if (!text.empty())
        text.remove_prefix(1);
    return value;
}

struct Operators
{
    std::string begin;
    std::string end = "EMC\n";
};

Operators operatorsOf(const MarkedContent &mark, const std::vector<Node> &nodes, int id)
{
    Operators operators;
    std::string tag = "/Artifact";
    std::string properties;
    if (mark.node != artifact) {
        tag = std::string("/") + nodes[static_cast<size_t>(mark.node)].tag;
        properties = "/MCID " + std::to_string(id);
    } else {
        operators.begin = "/Artifact BMC\n";
    }
    if (mark.spelling) {
        // Readers look for replacement text on spans only.
        operators.end += mark.node == artifact ? operators.end : "";
        properties += " /ActualText " + pdfHexString(*mark.spelling);
        tag = "/Span";
    }
    if (!properties.empty())
        operators.begin += tag + " <<" + properties + ">> BDC\n";
    return operators;
}

/// The end of the painting operator that follows a mark's rectangle.
size_t endOfMark(std::string_view content, size_t from)
{
    size_t end = content.find('\n', from);
    end = content.find('\n', end + 1);
    return end == std::string_view::npos ? content.size() : end + 1;
}

/// Walks through one page's content.
class Rewriter final
{
public:
    Rewriter(std::string_view content, const std::vector<MarkedContent> &marks,
             const std::vector<Node> &nodes, const std::vector<int> &ids)
        : m_rest(content)
        , m_marks(marks)
        , m_nodes(nodes)
        , m_ids(ids)
    {
        m_result.reserve(content.size());
    }

    std::string run()
    {
        const std::string prefix = std::to_string(markAbscissa) + ' ';
        for (size_t at = findLine(prefix); at != std::string_view::npos; at = findLine(prefix)) {
            putContent(m_rest.substr(0, at));
            std::string_view numbers = m_rest.substr(at + prefix.size(), 40);
            const int kind = takeNumber(numbers);
            const auto index = static_cast<size_t>(takeNumber(numbers));
            m_rest.remove_prefix(endOfMark(m_rest, at));
            if (kind == static_cast<int>(MarkKind::Begin))
                begin(index);
            else
                m_result += std::exchange(m_end, {});
        }
        m_result += m_rest;
        return std::move(m_result);
    }

private:
    size_t findLine(std::string_view start) const
    {
        size_t at = m_rest.find(start);
        while (at != std::string_view::npos && at > 0 && m_rest[at - 1] != '\n')
            at = m_rest.find(start, at + 1);
        return at;
    }

    void begin(size_t index)
    {
        Operators operators = operatorsOf(m_marks[index], m_nodes, m_ids[index]);
        m_end = std::move(operators.end);
        m_clip = m_marks[index].clip;
        if (m_marks[index].spelling)
            m_begin = std::move(operators.begin);
        else
            m_result += operators.begin;
    }

    /// Replacement text goes close around its text object: readers place it by the graphics state
    /// in force at its end.
    void putContent(std::string_view part)
    {
        const size_t from = part.find("BT\n");
        const size_t to = part.find("ET\n");
        if (!m_begin.empty() && from != std::string_view::npos && to != std::string_view::npos) {
            m_result += part.substr(0, from);
            m_result += m_begin;
            m_result += part.substr(from, to + 3 - from);
            m_result += std::exchange(m_end, {});
            part.remove_prefix(to + 3);
        } else {
            m_result += m_begin;
        }
        m_begin.clear();
        if (m_clip.isNull())
            m_result += part;
        else
            m_result += withoutHidden(part, m_clip);
        m_clip = {};
    }

    std::string_view m_rest;
    const std::vector<MarkedContent> &m_marks;
    const std::vector<Node> &m_nodes;
    const std::vector<int> &m_ids;
    std::string m_result;
    std::string m_begin; ///< waits for its text object
    std::string m_end;
    QRectF m_clip;
};

}

std::string withMarkedContent(std::string_view content, const std::vector<MarkedContent> &marks,
                              const std::vector<Node> &nodes, const std::vector<int> &ids)
{
    return Rewriter(content, marks, nodes, ids).run();
}

std::string repairedToUnicode(std::string_view cmap)
{
    struct Repair
    {
        std::string_view from;
        std::string_view to;
    };
    static constexpr std::array<Repair, 6> repairs{{{"<FB00>", "<00660066>"},
                                                    {"<FB01>", "<00660069>"},
                                                    {"<FB02>", "<0066006C>"},
                                                    {"<FB03>", "<006600660069>"},
                                                    {"<FB04>", "<00660066006C>"},
                                                    {"<0009>", "<0020>"}}};
    std::string result(cmap);
    for (const Repair &repair : repairs) {
        for (size_t at = result.find(repair.from); at != std::string::npos;
             at = result.find(repair.from, at + repair.to.size()))
            result.replace(at, repair.from.size(), repair.to);
    }
    return result;
}

std::string pdfHexString(const QString &text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result = "<FEFF";
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        for (int shift = 12; shift >= 0; shift -= 4)
            result += digits[(u >> shift) & 15];
    }
    return result + '>';
}

}
