// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsxmemory.h"

#include <QTemporaryDir>

#ifdef Q_OS_LINUX
#include <cstdio>
#include <cstring>
#include <limits>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <QFile>
#endif

namespace safeguard {

#ifdef Q_OS_LINUX

namespace {

thread_local quint64 partCount = 0;
thread_local bool isShortOfMemory = false;

/// A part of a workbook on its way.
struct Part
{
    std::string content;
    size_t at = 0;
};

ssize_t readPart(void *cookie, char *to, size_t size)
{
    auto &part = *static_cast<Part *>(cookie);
    const size_t left = part.content.size() - std::min(part.at, part.content.size());
    const size_t count = std::min(size, left);
    memcpy(to, part.content.data() + part.at, count);
    part.at += count;
    return static_cast<ssize_t>(count);
}

ssize_t writePart(void *cookie, const char *from, size_t size)
{
    auto &part = *static_cast<Part *>(cookie);
    try {
        part.content.resize(std::max(part.content.size(), part.at + size));
    } catch (const std::bad_alloc &) {
        isShortOfMemory = true;
        return 0;
    }
    memcpy(part.content.data() + part.at, from, size);
    part.at += size;
    return static_cast<ssize_t>(size);
}

int seekPart(void *cookie, off64_t *offset, int whence)
{
    auto &part = *static_cast<Part *>(cookie);
    const auto base = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? static_cast<off64_t>(part.at)
                                           : static_cast<off64_t>(part.content.size());
    if (base + *offset < 0)
        return -1;
    *offset += base;
    part.at = static_cast<size_t>(*offset);
    return 0;
}

int closePart(void *cookie)
{
    delete static_cast<Part *>(cookie);
    return 0;
}

}

XlsxMemory::XlsxMemory()
    : m_fd(::memfd_create("xlsx", MFD_CLOEXEC))
{
    isShortOfMemory = false;
}

XlsxMemory::~XlsxMemory()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

bool XlsxMemory::isValid() const
{
    return m_fd >= 0;
}

QByteArray XlsxMemory::path() const
{
    return "/proc/self/fd/" + QByteArray::number(m_fd);
}

QByteArray XlsxMemory::temporaryFolder() const
{
    return {};
}

QByteArray XlsxMemory::bytes() const
{
    struct stat about = {};
    if (isShortOfMemory || ::fstat(m_fd, &about) != 0)
        return {};
    QByteArray bytes(about.st_size, Qt::Uninitialized);
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t count =
            ::pread(m_fd, bytes.data() + at, static_cast<size_t>(bytes.size() - at), at);
        if (count <= 0)
            return {};
        at += count;
    }
    return bytes;
}

quint64 XlsxMemory::partsInMemory()
{
    return partCount;
}

#else

XlsxMemory::XlsxMemory()
    : m_folder(std::make_unique<QTemporaryDir>())
{}
XlsxMemory::~XlsxMemory() = default;

bool XlsxMemory::isValid() const
{
    return m_folder->isValid();
}

QByteArray XlsxMemory::path() const
{
    return QFile::encodeName(m_folder->filePath(QStringLiteral("book")));
}

QByteArray XlsxMemory::temporaryFolder() const
{
    return QFile::encodeName(m_folder->path());
}

QByteArray XlsxMemory::bytes() const
{
    QFile file(m_folder->filePath(QStringLiteral("book")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint64 XlsxMemory::partsInMemory()
{
    return 1;
}

#endif

}

#ifdef Q_OS_LINUX

/// Takes the place of the library's own for the whole program, as the dynamic linker looks here
/// first.
extern "C" __attribute__((visibility("default"))) FILE *lxw_tmpfile(char *);
extern "C" FILE *lxw_tmpfile(char *)
{
    using namespace safeguard;
    auto *part = new (std::nothrow) Part;
    if (!part)
        return nullptr;
    ++partCount;
    FILE *file = ::fopencookie(
        part, "w+", {.read = readPart, .write = writePart, .seek = seekPart, .close = closePart});
    if (!file)
        delete part;
    return file;
}

#endif
