// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/clippedcontent.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <QTransform>
#include <vector>

namespace safeguard::report {

namespace {

/// The numbers at the beginning of a line; at most six.
struct Operands
{
    explicit Operands(std::string_view line)
    {
        const char *at = line.data();
        const char *const end = at + line.size();
        while (count < values.size()) {
            const auto [next, error] = std::from_chars(at, end, values[count]);
            if (error != std::errc())
                break;
            ++count;
            at = std::find_if(next, end, [](char c) { return c != ' '; });
        }
    }
    std::array<double, 6> values{};
    size_t count = 0;
};

/// The smallest box around points; unlike QRectF it knows lines without width.
struct PathBox
{
    double left = 1e12, top = 1e12, right = -1e12, bottom = -1e12;
    void add(double x, double y)
    {
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    }
    bool misses(const QTransform &matrix, double margin, const QRectF &clip) const
    {
        if (left > right)
            return false;
        const QRectF box = matrix.mapRect(
            QRectF(QPointF(left - margin, top - margin), QPointF(right + margin, bottom + margin)));
        return box.right() < clip.left() || box.left() > clip.right() ||
               box.bottom() < clip.top() || box.top() > clip.bottom();
    }
};

class Culler final
{
public:
    Culler(std::string_view content, const QRectF &clip)
        : m_rest(content)
        , m_clip(clip)
    {}

    std::string run()
    {
        while (!m_rest.empty()) {
            const size_t end = std::min(m_rest.find('\n'), m_rest.size() - 1) + 1;
            const std::string_view line = m_rest.substr(0, end);
            m_rest.remove_prefix(end);
            take(line, line.back() == '\n' ? line.substr(0, end - 1) : line);
        }
        flush();
        return std::move(m_result);
    }

private:
    void take(std::string_view line, std::string_view words)
    {
        const size_t blank = words.rfind(' ');
        const std::string_view op =
            blank == std::string_view::npos ? words : words.substr(blank + 1);
        if (m_inText || op == "BT")
            takeText(line, op);
        else if (op == "m" || op == "l" || op == "c" || op == "re" || op == "h")
            takePath(line, op);
        else if (op == "f" || op == "f*" || op == "S" || op == "B" || op == "B*")
            endPath(line);
        else
            takeState(line, op);
    }

    void takeText(std::string_view line, std::string_view op)
    {
        m_inText = true;
        m_pending += line;
        if (op == "Tm") {
            const size_t font = line.find(' ');
            m_size = Operands(line.substr(font + 1)).values[0];
        } else if (op == "Tj") {
            const Operands move(line);
            m_pen += QPointF(move.values[0], -move.values[1]); // the text matrix turns y
            m_extent.add(m_pen.x(), m_pen.y());
        } else if (op == "ET") {
            finish(m_extent.misses(m_matrix, m_size * 1.3, m_clip));
            m_inText = false;
            m_pen = {};
        }
    }

    void takePath(std::string_view line, std::string_view op)
    {
        m_pending += line;
        const Operands operands(line);
        if (op == "re") {
            m_extent.add(operands.values[0], operands.values[1]);
            m_extent.add(operands.values[0] + operands.values[2],
                         operands.values[1] + operands.values[3]);
            return;
        }
        for (size_t i = 0; i + 1 < operands.count; i += 2)
            m_extent.add(operands.values[i], operands.values[i + 1]);
    }

    void endPath(std::string_view line)
    {
        m_pending += line;
        finish(m_extent.misses(m_matrix, m_penWidth, m_clip));
    }

    void takeState(std::string_view line, std::string_view op)
    {
        flush();
        m_result += line;
        if (op == "q") {
            m_stack.push_back(m_matrix);
        } else if (op == "Q") {
            m_matrix = m_stack.empty() ? QTransform() : m_stack.back();
            if (!m_stack.empty())
                m_stack.pop_back();
        } else if (op == "cm") {
            const auto v = Operands(line).values;
            m_matrix = QTransform(v[0], v[1], v[2], v[3], v[4], v[5]) * m_matrix;
        } else if (line.find(" w ") != std::string_view::npos) {
            m_penWidth = Operands(line).values[0];
        }
    }

    void finish(bool hidden)
    {
        if (hidden)
            m_pending.clear();
        flush();
    }

    /// A path that is not painted here is a clip, which stays.
    void flush()
    {
        m_result += m_pending;
        m_pending.clear();
        m_extent = {};
    }

    std::string_view m_rest;
    QRectF m_clip;
    std::string m_result;
    std::string m_pending;
    PathBox m_extent;
    QTransform m_matrix;
    std::vector<QTransform> m_stack;
    QPointF m_pen;
    double m_size = 0;
    double m_penWidth = 1;
    bool m_inText = false;
};

}

std::string withoutHidden(std::string_view content, const QRectF &clip)
{
    return Culler(content, clip).run();
}

}
