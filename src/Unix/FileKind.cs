namespace Bunraku.Unix;

/// <summary>What a directory entry is; the values are the file type bits of <c>st_mode</c>.</summary>
public enum FileKind
{
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    File = 0x8000,
    Symlink = 0xA000,
    Socket = 0xC000,
}
