// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/rawheader.h"

namespace safeguard::testing {

RawCopy bytesOf(const QByteArray &file, size_t copy)
{
    const auto at = file.begin() + qsizetype(copy * format::copySize);
    return {at, at + qsizetype(format::copySize)};
}

void fixSum(RawCopy &copy)
{
    const crypto::ByteView view(copy);
    const auto sum = crypto::sha256({view.first(992), view.subspan(1024)});
    std::ranges::copy(sum, copy.begin() + 992);
}

void fixMac(RawCopy &copy, const Unlocked &unlocked)
{
    const crypto::ByteView view(copy);
    const auto keys = keys::FileKeys::derive(unlocked.dataKey.clone(), view.subspan(24, 16));
    const auto mac = crypto::hmacSha256(keys.header.view(), {view.first(960), view.subspan(1024)});
    std::ranges::copy(mac, copy.begin() + 960);
    fixSum(copy);
}

QByteArray withHeader(QByteArray file, const std::function<void(RawCopy &)> &change,
                      const Unlocked *keys)
{
    for (size_t i = 0; i < 2; ++i) {
        RawCopy copy = bytesOf(file, i);
        change(copy);
        if (keys)
            fixMac(copy, *keys);
        else
            fixSum(copy);
        std::ranges::copy(copy, file.begin() + qsizetype(i * format::copySize));
    }
    return file;
}

}
