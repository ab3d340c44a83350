// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <functional>
#include <memory>
#include <QByteArray>
#include <QHash>

struct zip;
struct zip_file;

namespace safeguard {

/// What of a zip file from outside is unpacked at most; the next byte is an error.
///
/// 512 MiB: the largest sheet that an import takes has about 300 MB of XML. Parts that unpack to
/// more than 200 times their size are looked at up to 64 MiB only: XML of spreadsheets comes to 5
/// to 50 times, a file made to fill the memory to 1,000 times.
struct ZipLimits
{
    qint64 total = 512LL * 1024 * 1024;
    qint64 ratio = 200;
    qint64 ratioFrom = 64LL * 1024 * 1024;
    qint64 parts = 10'000;
};

/// The parts of a zip file in memory. They are unpacked as they are read and never written
/// anywhere. One thread at a time.
class ZipParts final
{
public:
    /// Bytes that were unpacked; false cancels.
    using Progress = std::function<bool(qint64)>;

    /// Error: InvalidInput for what is no zip file or a damaged one, has encrypted parts, parts
    /// that overlap, two of one name, or too many.
    static Result<ZipParts> open(const QByteArray &bytes, const ZipLimits &limits = {});

    /// Case does not matter.
    bool contains(const QString &name) const { return m_indexes.contains(name.toLower()); }
    /// What the file says; nothing relies on it.
    qint64 claimedSize(const QString &name) const;

    class Reader;
    /// Error: NotFound.
    Result<Reader> read(const QString &name, const Progress &progress = {}) const;

    /// What was unpacked so far, over all parts.
    qint64 unpacked() const { return m_state->unpacked; }
    /// What is unpacked from now on counts from there.
    void setUnpacked(qint64 bytes) const { m_state->unpacked = bytes; }

private:
    struct State
    {
        QByteArray bytes; ///< what the zip reads from
        ZipLimits limits;
        qint64 unpacked = 0;
        std::unique_ptr<::zip, void (*)(::zip *)> archive;
    };
    ZipParts() = default;
    Status list();

    std::shared_ptr<State> m_state;
    QHash<QString, qint64> m_indexes;
};

/// A part from its beginning to its end.
class ZipParts::Reader final
{
public:
    /// At most 64 KiB; empty at the end. Errors: InvalidInput where a limit is passed or the part
    /// is damaged; Cancelled.
    Result<QByteArray> next();

private:
    friend class ZipParts;
    Reader() = default;

    std::shared_ptr<State> m_state;
    std::unique_ptr<zip_file, void (*)(zip_file *)> m_file{nullptr, nullptr};
    Progress m_progress;
    qint64 m_packed = 0;
    qint64 m_done = 0;
};

}
