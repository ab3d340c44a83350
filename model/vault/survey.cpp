// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/survey.h"

#include <algorithm>

namespace safeguard {

using format::pageSize;
using format::pageText;

namespace {

/// The leaves of the free list (SQLite file format, section 1.5), as far as its trunks can be read.
std::vector<bool> freeLeaves(PageFile &file, crypto::ByteView page1, uint32_t pages)
{
    std::vector<bool> leaves(size_t(pages) + 1);
    std::vector<uint8_t> trunk(pageSize);
    uint32_t next = format::readBigEndian32(page1.subspan(32));
    for (uint32_t seen = 0; next >= 1 && next <= pages && seen < pages; ++seen) {
        if (file.read(next, trunk) != SQLITE_OK)
            break;
        const crypto::ByteView view(trunk);
        const size_t count =
            std::min<size_t>(format::readBigEndian32(view.subspan(4)), pageText / 4 - 2);
        for (size_t i = 0; i < count; ++i) {
            const uint32_t leaf = format::readBigEndian32(view.subspan(8 + 4 * i));
            if (leaf <= pages)
                leaves[leaf] = true;
        }
        next = format::readBigEndian32(view);
    }
    return leaves;
}

/// As SQLite decides it: the count in page 1 holds if it was written with the change counter.
uint32_t countIn(crypto::ByteView page1, uint32_t inFile)
{
    const bool holds = std::ranges::equal(page1.subspan(24, 4), page1.subspan(92, 4));
    const uint32_t count = format::readBigEndian32(page1.subspan(28));
    return holds && count > 0 ? count : inFile;
}

}

int takeSurvey(PageFile &file, Survey &out, const SurveyProgress &progress)
{
    uint32_t inFile = 0;
    if (const int code = file.count(inFile); code != SQLITE_OK || inFile == 0)
        return code;
    std::vector<uint8_t> page(pageSize);
    out.pages = inFile;
    std::vector<bool> leaves(size_t(inFile) + 1);
    if (file.read(1, page) == SQLITE_OK) {
        out.pages = countIn(page, inFile);
        leaves = freeLeaves(file, page, inFile);
    }
    out.surplus = inFile > out.pages ? inFile - out.pages : 0;
    for (uint32_t number = 1; number <= out.pages; ++number) {
        if (progress && number % 256 == 0 && !progress(number, out.pages))
            return SQLITE_INTERRUPT;
        const int code = file.read(number, page);
        if (code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_SHORT_READ)
            (number <= inFile && leaves[number] ? out.tornLeaves : out.damaged).push_back(number);
        else if (code != SQLITE_OK)
            return code;
        if (number > inFile)
            break; // one missing page tells of all behind it
    }
    return SQLITE_OK;
}

int mend(PageFile &pages, RawFile &file, const Survey &survey)
{
    const std::vector<uint8_t> zeros(pageSize);
    for (const uint32_t leaf : survey.tornLeaves) {
        if (const int code = pages.write(leaf, zeros); code != SQLITE_OK)
            return code;
    }
    if (survey.surplus > 0) {
        if (const int code = pages.truncate(int64_t(survey.pages) * int64_t(pageSize));
            code != SQLITE_OK)
            return code;
    }
    return survey.tornLeaves.empty() && survey.surplus == 0 ? SQLITE_OK : file.sync();
}

}
