// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"

#include "model/vault/library.h"

#include <algorithm>
#include <new>
#include <QDir>
#include <QFile>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace safeguard::testing {

namespace {

/// QByteArray::resize() leaves undefined what it adds.
void resizeTo(QByteArray &image, int64_t size)
{
    const qsizetype old = image.size();
    image.resize(size);
    if (size > old)
        std::fill(image.begin() + old, image.end(), '\0');
}

void applyWrite(QByteArray &image, int64_t offset, QByteArrayView bytes)
{
    if (image.size() < offset + bytes.size())
        resizeTo(image, offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), image.begin() + offset);
}

QByteArray contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// 0 when there is no such file.
quint64 inodeOf(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat about
    {};
    return stat(QFile::encodeName(path).constData(), &about) == 0 ? about.st_ino : 0;
#else
    return 0;
#endif
}

/// The name that the file of \a inode, once \a path, has now.
QString nameNow(const QString &path, quint64 inode)
{
    if (inode == 0 || inodeOf(path) == inode)
        return path;
    const QDir folder = QFileInfo(path).dir();
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        if (inodeOf(folder.filePath(name)) == inode)
            return folder.filePath(name);
    }
    return path;
}

constexpr size_t s_handleSize = 64;

}

struct ShimVfs::File
{
    sqlite3_file base;
    ShimVfs *owner;
    const char *name;

    static File &of(sqlite3_file *file) { return *reinterpret_cast<File *>(file); }
    static sqlite3_file *below(sqlite3_file *file)
    {
        static_assert(sizeof(File) <= s_handleSize);
        return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + s_handleSize);
    }
};

struct ShimVfs::Methods
{
    static int close(sqlite3_file *f) { return File::below(f)->pMethods->xClose(File::below(f)); }
    static int read(sqlite3_file *f, void *out, int size, sqlite3_int64 at)
    {
        const int code = File::of(f).owner->ask(Op::Read);
        return code != SQLITE_OK ? code
                                 : File::below(f)->pMethods->xRead(File::below(f), out, size, at);
    }
    static int write(sqlite3_file *f, const void *bytes, int size, sqlite3_int64 at)
    {
        ShimVfs &shim = *File::of(f).owner;
        if (const int code = shim.ask(Op::Write); code != SQLITE_OK)
            return code;
        const QByteArrayView view(static_cast<const char *>(bytes), size);
        if (shim.written)
            shim.written(File::of(f).name, at, view);
        shim.note(File::of(f).name, {at, view.toByteArray()});
        return File::below(f)->pMethods->xWrite(File::below(f), bytes, size, at);
    }
    static int truncate(sqlite3_file *f, sqlite3_int64 size)
    {
        ShimVfs &shim = *File::of(f).owner;
        if (const int code = shim.ask(Op::Truncate); code != SQLITE_OK)
            return code;
        shim.note(File::of(f).name, {size, QByteArray()});
        return File::below(f)->pMethods->xTruncate(File::below(f), size);
    }
    static int sync(sqlite3_file *f, int)
    {
        ShimVfs &shim = *File::of(f).owner;
        if (const int code = shim.ask(Op::Sync); code != SQLITE_OK)
            return code;
        shim.makeDurable(File::of(f).name);
        return SQLITE_OK; // a test need not wait for the disk
    }
    static int fileSize(sqlite3_file *f, sqlite3_int64 *size)
    {
        return File::below(f)->pMethods->xFileSize(File::below(f), size);
    }
    static int lock(sqlite3_file *f, int level)
    {
        return File::below(f)->pMethods->xLock(File::below(f), level);
    }
    static int unlock(sqlite3_file *f, int level)
    {
        return File::below(f)->pMethods->xUnlock(File::below(f), level);
    }
    static int reserved(sqlite3_file *f, int *out)
    {
        return File::below(f)->pMethods->xCheckReservedLock(File::below(f), out);
    }
    static int control(sqlite3_file *f, int operation, void *argument)
    {
        return File::below(f)->pMethods->xFileControl(File::below(f), operation, argument);
    }
    static int sectorSize(sqlite3_file *) { return 512; }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static constexpr sqlite3_io_methods table = {
        1,       close,    read,    write,      truncate,        sync,    fileSize, lock,
        unlock,  reserved, control, sectorSize, characteristics, nullptr, nullptr,  nullptr,
        nullptr, nullptr,  nullptr};
};

ShimVfs::ShimVfs()
    : m_below(prepareSqlite() ? sqlite3_vfs_find(nullptr) : nullptr)
    , m_vfs(*m_below)
{
    m_vfs.iVersion = 1;
    m_vfs.zName = "safeguard-test-shim";
    m_vfs.pNext = nullptr;
    m_vfs.szOsFile = int(s_handleSize) + m_below->szOsFile;
    m_vfs.pAppData = this;
    m_vfs.xOpen = xOpen;
    m_vfs.xDelete = xDelete;
    m_vfs.xAccess = [](sqlite3_vfs *v, const char *path, int flags, int *out) {
        sqlite3_vfs *below = static_cast<ShimVfs *>(v->pAppData)->m_below;
        return below->xAccess(below, path, flags, out);
    };
    m_vfs.xFullPathname = [](sqlite3_vfs *v, const char *path, int size, char *out) {
        sqlite3_vfs *below = static_cast<ShimVfs *>(v->pAppData)->m_below;
        return below->xFullPathname(below, path, size, out);
    };
    sqlite3_vfs_register(&m_vfs, 1);
}

ShimVfs::~ShimVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(m_below, 1);
}

int ShimVfs::xOpen(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *out, int flags,
                   int *given)
{
    ShimVfs &shim = *static_cast<ShimVfs *>(vfs->pAppData);
    File &file = *new (out) File{{nullptr}, &shim, name};
    if (const int code = shim.ask(Op::Open); code != SQLITE_OK)
        return code;
    const int code = shim.m_below->xOpen(shim.m_below, name, File::below(out), flags, given);
    if (code != SQLITE_OK)
        return code;
    file.base.pMethods = &Methods::table;
    return SQLITE_OK;
}

int ShimVfs::xDelete(sqlite3_vfs *vfs, const char *path, int syncsFolder)
{
    ShimVfs &shim = *static_cast<ShimVfs *>(vfs->pAppData);
    if (const int code = shim.ask(Op::Delete); code != SQLITE_OK)
        return code;
    if (shim.m_isModelling) {
        shim.note(path, {0, QByteArray()});
        shim.m_models[path].inode = 0;
        if (syncsFolder)
            shim.makeDurable(path);
    }
    return shim.m_below->xDelete(shim.m_below, path, 0);
}

void ShimVfs::note(const std::string &path, Pending pending)
{
    if (!m_isModelling)
        return;
    modelOf(path).pending.push_back(std::move(pending)); // called before the operation
}

ShimVfs::Model &ShimVfs::modelOf(const std::string &path)
{
    if (const auto known = m_models.find(path); known != m_models.end())
        return known->second;
    const quint64 inode = inodeOf(QString::fromStdString(path));
    const auto renamed = std::ranges::find_if(
        m_models, [inode](const auto &entry) { return inode != 0 && entry.second.inode == inode; });
    if (renamed == m_models.end())
        return m_models.emplace(path, Model{contentOf(path), {}, inode}).first->second;
    auto node = m_models.extract(renamed);
    node.key() = path;
    return m_models.insert(std::move(node)).position->second;
}

void ShimVfs::makeDurable(const std::string &path)
{
    if (!m_isModelling)
        return;
    Model &model = modelOf(path);
    for (const Pending &op : model.pending) {
        if (op.bytes.isNull())
            resizeTo(model.durable, op.offset);
        else
            applyWrite(model.durable, op.offset, op.bytes);
    }
    model.pending.clear();
}

void ShimVfs::losePower(QRandomGenerator &random)
{
    for (auto &[path, model] : m_models) {
        for (const Pending &op : model.pending) {
            const quint32 fate = random.bounded(4u);
            if (fate == 0)
                continue; // lost
            if (op.bytes.isNull()) {
                resizeTo(model.durable, op.offset);
                continue;
            }
            for (qsizetype at = 0; at < op.bytes.size();) {
                const qsizetype next =
                    std::min(op.bytes.size(), (op.offset + at) / 512 * 512 + 512 - op.offset);
                QByteArray piece = op.bytes.mid(at, next - at);
                const quint32 pieceFate = fate == 1 ? 1 : random.bounded(3u);
                if (pieceFate == 2)
                    std::generate(piece.begin(), piece.end(),
                                  [&] { return char(random.bounded(256)); });
                if (pieceFate != 0)
                    applyWrite(model.durable, op.offset + at, piece);
                at = next;
            }
        }
        QFile file(nameNow(QString::fromStdString(path), model.inode));
        if (model.durable.isEmpty() && !file.exists())
            continue;
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
            file.write(model.durable) != model.durable.size())
            qFatal("cannot write the survivor");
    }
    m_models.clear();
    m_isModelling = false;
}

FailingAt::FailingAt(ShimVfs &shim, std::vector<ShimVfs::Op> ops, int at, int code,
                     bool isPersistent)
    : m_shim(shim)
{
    shim.fault = [this, ops = std::move(ops), at, code, isPersistent](ShimVfs::Op op) {
        if (std::ranges::find(ops, op) == ops.end() || m_seen++ < at ||
            (m_failures > 0 && !isPersistent))
            return SQLITE_OK;
        ++m_failures;
        return code;
    };
}

void FailingAt::disarm()
{
    m_shim.fault = {};
}

}
