// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <QRectF>
#include <unordered_map>
#include <vector>

namespace safeguard::diagram {

/// Finds which of many rectangles may meet a given one: a hashed grid of square cells. Rectangles
/// that cover very many cells are kept aside and always asked.
class GridIndex
{
public:
    explicit GridIndex(double cell = 256)
        : m_cell(cell)
    {}

    void insert(int id, const QRectF &rect)
    {
        const Cells cells = cellsOf(rect);
        if (cells.count() > tooMany) {
            m_large.push_back({id, rect});
            return;
        }
        for (int x = cells.left; x <= cells.right; ++x) {
            for (int y = cells.top; y <= cells.bottom; ++y)
                m_cells[key(x, y)].push_back({id, rect});
        }
    }

    /// \a rect must be as it was inserted.
    void remove(int id, const QRectF &rect)
    {
        const auto from = [id](std::vector<Entry> &entries) {
            std::erase_if(entries, [id](const Entry &entry) { return entry.id == id; });
        };
        const Cells cells = cellsOf(rect);
        if (cells.count() > tooMany)
            return from(m_large);
        for (int x = cells.left; x <= cells.right; ++x) {
            for (int y = cells.top; y <= cells.bottom; ++y) {
                if (const auto it = m_cells.find(key(x, y)); it != m_cells.end())
                    from(it->second);
            }
        }
    }

    /// Calls \a visit(id, rect) for each rectangle that meets \a rect or touches it, possibly more
    /// than once; stops when it returns true, and returns whether it did.
    template <class Visit>
    bool any(const QRectF &rect, const Visit &visit) const
    {
        for (const Entry &entry : m_large) {
            if (touches(entry.rect, rect) && visit(entry.id, entry.rect))
                return true;
        }
        const Cells cells = cellsOf(rect);
        if (cells.count() > tooMany)
            return anyOfAll(rect, visit);
        for (int x = cells.left; x <= cells.right; ++x) {
            for (int y = cells.top; y <= cells.bottom; ++y) {
                const auto it = m_cells.find(key(x, y));
                if (it != m_cells.end() && anyOf(it->second, rect, visit))
                    return true;
            }
        }
        return false;
    }

private:
    struct Entry
    {
        int id;
        QRectF rect;
    };
    struct Cells
    {
        int left, top, right, bottom;
        qint64 count() const { return qint64(right - left + 1) * (bottom - top + 1); }
    };
    static constexpr qint64 tooMany = 4096;

    static bool touches(const QRectF &a, const QRectF &b)
    {
        return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() &&
               b.top() <= a.bottom();
    }
    template <class Visit>
    static bool anyOf(const std::vector<Entry> &entries, const QRectF &rect, const Visit &visit)
    {
        for (const Entry &entry : entries) {
            if (touches(entry.rect, rect) && visit(entry.id, entry.rect))
                return true;
        }
        return false;
    }
    template <class Visit>
    bool anyOfAll(const QRectF &rect, const Visit &visit) const
    {
        for (const auto &[where, entries] : m_cells) {
            if (anyOf(entries, rect, visit))
                return true;
        }
        return false;
    }
    Cells cellsOf(const QRectF &rect) const
    {
        const auto cell = [this](double v) { return static_cast<int>(std::floor(v / m_cell)); };
        return {cell(rect.left()), cell(rect.top()), cell(rect.right()), cell(rect.bottom())};
    }
    static quint64 key(int x, int y) { return quint64(quint32(x)) << 32 | quint32(y); }

    struct Hash
    {
        size_t operator()(quint64 k) const noexcept
        {
            k *= 0x9E3779B97F4A7C15ULL;
            return static_cast<size_t>(k ^ (k >> 32));
        }
    };
    double m_cell;
    std::unordered_map<quint64, std::vector<Entry>, Hash> m_cells;
    std::vector<Entry> m_large;
};

}
