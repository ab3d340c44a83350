// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/secret.h"

namespace safeguard {

Secret Secret::fromText(const QString &text)
{
    QString normal = text.normalized(QString::NormalizationForm_C);
    QByteArray utf8 = normal.toUtf8();
    Secret secret(std::span(reinterpret_cast<const uint8_t *>(utf8.constData()),
                            static_cast<size_t>(utf8.size())));
    wipe(utf8);
    wipe(normal);
    return secret;
}

void wipe(QString &text)
{
    if (text.isDetached())
        Botan::secure_scrub_memory(text.data(), static_cast<size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        Botan::secure_scrub_memory(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

}
