// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/rows.h"

#include <algorithm>

namespace safeguard {

namespace {
constexpr size_t chunkSize = 256;

bool isBefore(const RecordPtr &record, const AnyId &id)
{
    return record->id < id;
}
}

RowSet::RowSet()
    : m_spine(std::make_shared<Spine>())
{}

/// The last chunk that begins at or before the id (the first when there is none).
size_t RowSet::chunkFor(const AnyId &id) const
{
    const auto &chunks = m_spine->chunks;
    const auto after = std::upper_bound(chunks.begin(), chunks.end(), id, [](auto &i, auto &chunk) {
        return i < chunk->front()->id;
    });
    return after == chunks.begin() ? 0 : static_cast<size_t>(after - chunks.begin()) - 1;
}

RecordPtr RowSet::find(const AnyId &id) const
{
    if (isEmpty())
        return nullptr;
    const Chunk &chunk = *m_spine->chunks[chunkFor(id)];
    const auto at = std::lower_bound(chunk.begin(), chunk.end(), id, isBefore);
    return at != chunk.end() && (*at)->id == id ? *at : nullptr;
}

RowSet::Spine &RowSet::ownSpine()
{
    if (m_spine.use_count() > 1)
        m_spine = std::make_shared<Spine>(*m_spine);
    return *m_spine;
}

RowSet::Chunk &RowSet::ownChunk(size_t index)
{
    auto &chunk = ownSpine().chunks[index];
    if (chunk.use_count() > 1)
        chunk = std::make_shared<Chunk>(*chunk);
    return *chunk;
}

void RowSet::put(RecordPtr record)
{
    if (isEmpty()) {
        Spine &spine = ownSpine();
        spine.chunks.push_back(std::make_shared<Chunk>(1, std::move(record)));
        spine.count = 1;
        return;
    }
    const size_t index = chunkFor(record->id);
    Chunk &chunk = ownChunk(index);
    const auto at = std::lower_bound(chunk.begin(), chunk.end(), record->id, isBefore);
    if (at != chunk.end() && (*at)->id == record->id) {
        *at = std::move(record);
        return;
    }
    chunk.insert(at, std::move(record));
    ++m_spine->count;
    if (chunk.size() > 2 * chunkSize) {
        const auto middle = chunk.begin() + chunkSize;
        auto second = std::make_shared<Chunk>(middle, chunk.end());
        chunk.erase(middle, chunk.end());
        m_spine->chunks.insert(m_spine->chunks.begin() + static_cast<qptrdiff>(index) + 1,
                               std::move(second));
    }
}

bool RowSet::remove(const AnyId &id)
{
    if (!find(id))
        return false;
    const size_t index = chunkFor(id);
    Chunk &chunk = ownChunk(index);
    chunk.erase(std::lower_bound(chunk.begin(), chunk.end(), id, isBefore));
    if (chunk.empty())
        m_spine->chunks.erase(m_spine->chunks.begin() + static_cast<qptrdiff>(index));
    --m_spine->count;
    return true;
}

}
