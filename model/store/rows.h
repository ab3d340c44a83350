// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/record.h"

#include <memory>
#include <vector>

namespace safeguard {

/// The records of one register in id order: an immutable-by-sharing spine of chunks. A copy costs
/// a pointer; a changed copy shares all chunks but the one that changed (100,000 records: about
/// 400 pointers and one chunk of 256, instead of a whole list).
class RowSet final
{
public:
    RowSet();

    size_t size() const { return m_spine->count; }
    bool isEmpty() const { return size() == 0; }
    /// Null when there is none.
    RecordPtr find(const AnyId &id) const;
    /// Adds the record, or replaces the one with its id.
    void put(RecordPtr record);
    /// False when there was none.
    bool remove(const AnyId &id);
    /// True when both are the very same rows, told without looking at them.
    bool isSameAs(const RowSet &other) const { return m_spine == other.m_spine; }

    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = RecordPtr;
        using difference_type = std::ptrdiff_t;
        using pointer = const RecordPtr *;
        using reference = const RecordPtr &;
        reference operator*() const { return (**m_chunk)[m_index]; }
        pointer operator->() const { return &**this; }
        Iterator &operator++()
        {
            if (++m_index == (*m_chunk)->size()) {
                ++m_chunk;
                m_index = 0;
            }
            return *this;
        }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        friend class RowSet;
        using Chunk = std::vector<RecordPtr>;
        using ChunkAt = std::vector<std::shared_ptr<Chunk>>::const_iterator;
        Iterator(ChunkAt chunk, size_t index)
            : m_chunk(chunk)
            , m_index(index)
        {}
        ChunkAt m_chunk;
        size_t m_index;
    };
    Iterator begin() const { return {m_spine->chunks.begin(), 0}; }
    Iterator end() const { return {m_spine->chunks.end(), 0}; }

private:
    using Chunk = std::vector<RecordPtr>;
    struct Spine
    {
        std::vector<std::shared_ptr<Chunk>> chunks; ///< none is empty
        size_t count = 0;
    };
    size_t chunkFor(const AnyId &id) const;
    Spine &ownSpine();
    Chunk &ownChunk(size_t index);

    std::shared_ptr<Spine> m_spine;
};

/// The records of register T, typed. As cheap to copy as the RowSet below it.
template <class T>
class Rows final
{
public:
    explicit Rows(RowSet rows)
        : m_rows(std::move(rows))
    {}
    size_t size() const { return m_rows.size(); }
    bool isEmpty() const { return m_rows.isEmpty(); }
    /// Null when there is none; lives as long as these rows or a snapshot that shares them.
    const T *find(const Id<T> &id) const { return static_cast<const T *>(m_rows.find(id).get()); }

    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;
        explicit Iterator(RowSet::Iterator at)
            : m_at(at)
        {}
        reference operator*() const { return static_cast<const T &>(**m_at); }
        pointer operator->() const { return &**this; }
        Iterator &operator++()
        {
            ++m_at;
            return *this;
        }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        RowSet::Iterator m_at;
    };
    Iterator begin() const { return Iterator(m_rows.begin()); }
    Iterator end() const { return Iterator(m_rows.end()); }

private:
    RowSet m_rows;
};

}
