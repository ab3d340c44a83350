// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/zipparts.h"

#include <QCoreApplication>
#include <zip.h>

namespace safeguard {

namespace {

struct ZipText
{
    Q_DECLARE_TR_FUNCTIONS(Zip)
};

constexpr qsizetype chunk = 64 * 1024;

tl::unexpected<Error> refused(const QString &why)
{
    return failure(ErrorCode::InvalidInput, why);
}

tl::unexpected<Error> damaged()
{
    return refused(ZipText::tr(
        "The file is damaged or not complete. Nothing was imported. Get it once more, or open "
        "it in a spreadsheet program and save it again."));
}

tl::unexpected<Error> tooLarge(const ZipLimits &limits)
{
    return refused(ZipText::tr("The file unpacks to more than a table of this size could need "
                               "(limits: %1 MB; beyond %2 MB, %3 times its size). It was not "
                               "unpacked further, and nothing was imported. Copy the rows that "
                               "you need into a new workbook, or save the sheet as CSV.")
                       .arg(limits.total / 1024 / 1024)
                       .arg(limits.ratioFrom / 1024 / 1024)
                       .arg(limits.ratio));
}

}

Result<ZipParts> ZipParts::open(const QByteArray &bytes, const ZipLimits &limits)
{
    ZipParts parts;
    parts.m_state = std::make_shared<State>(State{bytes, limits, 0, {nullptr, zip_discard}});
    State &state = *parts.m_state;
    zip_source_t *source = zip_source_buffer_create(
        state.bytes.constData(), static_cast<zip_uint64_t>(state.bytes.size()), 0, nullptr);
    if (!source)
        return damaged();
    state.archive.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
    if (!state.archive) {
        zip_source_free(source);
        return damaged();
    }
    SG_TRY(parts.list());
    return parts;
}

/// Finds the parts. Packed ones that together are larger than the file share bytes, as no program
/// writes them that has something to say.
Status ZipParts::list()
{
    const qint64 count = zip_get_num_entries(m_state->archive.get(), 0);
    if (count > m_state->limits.parts)
        return refused(ZipText::tr("The file has %1 parts; a workbook has a few dozen. Nothing was "
                                   "imported.")
                           .arg(count));
    quint64 packed = 0;
    for (qint64 i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(m_state->archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0)
            return damaged();
        if (stat.encryption_method != ZIP_EM_NONE)
            return refused(
                ZipText::tr("The file is encrypted. Nothing was imported. Open it in the "
                            "program that made it and save it without a password."));
        const QString name = QString::fromUtf8(stat.name).replace(u'\\', u'/').toLower();
        if (m_indexes.contains(name))
            return refused(
                ZipText::tr(
                    "The file has two parts called \u201c%1\u201d, so that it says two "
                    "things at once. Nothing was imported. Open it in a spreadsheet program, look "
                    "at it and save it again.")
                    .arg(name.left(60)));
        m_indexes.insert(name, i);
        packed += std::min(stat.comp_size, zip_uint64_t(1) << 40);
    }
    return packed <= quint64(m_state->bytes.size())
               ? Status()
               : Status(
                     refused(ZipText::tr("The parts of the file overlap, which is done to fill the "
                                         "memory of who unpacks it. Nothing was imported.")));
}

qint64 ZipParts::claimedSize(const QString &name) const
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    const qint64 index = m_indexes.value(name.toLower(), -1);
    const bool isThere =
        index >= 0 &&
        zip_stat_index(m_state->archive.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0;
    return isThere ? static_cast<qint64>(std::min(stat.size, zip_uint64_t(m_state->limits.total)))
                   : 0;
}

Result<ZipParts::Reader> ZipParts::read(const QString &name, const Progress &progress) const
{
    const auto index = static_cast<zip_uint64_t>(m_indexes.value(name.toLower(), -1));
    if (!contains(name))
        return failure(ErrorCode::NotFound,
                       ZipText::tr("The file has no part \u201c%1\u201d.").arg(name.left(60)));
    zip_stat_t stat;
    zip_stat_init(&stat);
    Reader reader;
    if (zip_stat_index(m_state->archive.get(), index, 0, &stat) == 0)
        reader.m_file = {zip_fopen_index(m_state->archive.get(), index, 0),
                         [](zip_file *file) { zip_fclose(file); }};
    if (!reader.m_file)
        return damaged();
    reader.m_state = m_state;
    reader.m_progress = progress;
    reader.m_packed = static_cast<qint64>(stat.comp_size);
    return reader;
}

Result<QByteArray> ZipParts::Reader::next()
{
    QByteArray bytes(chunk, Qt::Uninitialized);
    const qint64 got = zip_fread(m_file.get(), bytes.data(), static_cast<zip_uint64_t>(chunk));
    if (got < 0)
        return damaged();
    bytes.truncate(got);
    m_done += got;
    m_state->unpacked += got;
    const ZipLimits &limits = m_state->limits;
    if (m_state->unpacked > limits.total ||
        (m_done > limits.ratioFrom && m_done / limits.ratio > m_packed))
        return tooLarge(limits);
    if (m_progress && !m_progress(m_done))
        return failure(ErrorCode::Cancelled,
                       ZipText::tr("The import was cancelled. Nothing was changed."));
    return bytes;
}

}
