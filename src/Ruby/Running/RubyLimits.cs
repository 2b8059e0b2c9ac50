namespace Bunraku.Ruby;

/// <summary>How far a program may go before it is stopped.</summary>
public sealed record RubyLimits
{
    /// <summary>Calls and turns of loops.</summary>
    public long Steps { get; init; } = 200_000_000;

    public int Depth { get; init; } = 2_000;

    public int Seconds { get; init; } = 30;

    /// <summary>Bytes that the program may add to what the process keeps.</summary>
    public long Memory { get; init; } = 512L << 20;

    /// <summary>Fibers that have begun and not ended, each with a thread of its own.</summary>
    public int Fibers { get; init; } = 64;

    /// <summary>Characters of one string, and items of one list.</summary>
    public int Size { get; init; } = 64 << 20;
}

/// <summary>What a program may reach of the world; nothing by default.</summary>
public class RubyDoors
{
    /// <summary>The text of a file, or null when there is none, or when it may not be read.</summary>
    public virtual string? ReadFile(string path) => null;

    public virtual bool FileExists(string path) => false;

    public virtual bool DirectoryExists(string path) => false;

    /// <summary>What a path is, or what its links lead to; null when nothing may be seen.</summary>
    public virtual FileLook? Look(string path, bool followsLinks) => null;

    /// <summary>What may be seen of folders.</summary>
    public virtual Text.IFolders Folders => Nowhere.Instance;

    /// <summary>A library that modules bring along, by the name that is required.</summary>
    public virtual RubyProgram? FindLibrary(string name) => null;

    /// <summary>Whether what a library defines is there from the start.</summary>
    public virtual bool HasLibrary(string name) =>
        name.StartsWith("puppet/", StringComparison.Ordinal)
        || name.StartsWith("facter/", StringComparison.Ordinal);

    /// <summary>A file of Ruby by its path, or null when there is none, or when it may not be read.</summary>
    public virtual RubyProgram? FindProgram(string path) =>
        ReadFile(path) is { } text ? RubyProgram.Read(new Text.SourceFile(path, text)) : null;

    /// <summary>The variables of the process that may be seen (<c>ENV</c>).</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Variables => [];

    /// <summary>What is printed.</summary>
    public virtual void Print(string text) { }

    /// <summary>What is warned of.</summary>
    public virtual void Warn(string text) { }

    /// <summary>
    /// So many bytes that nobody can guess; the same ones in a world that is to be repeated.
    /// </summary>
    public virtual byte[] Random(int count) =>
        System.Security.Cryptography.RandomNumberGenerator.GetBytes(count);

    /// <summary>An exchange with a server on the web, or null where it is not to be reached.</summary>
    public virtual WebReply? Exchange(WebRequest request) => null;

    public virtual DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    /// <summary>The zone of the clock of the place.</summary>
    public virtual TimeZoneInfo Zone => TimeZoneInfo.Utc;

    private sealed class Nowhere : Text.IFolders
    {
        public static readonly Nowhere Instance = new();

        public IEnumerable<string> NamesIn(string folder) => [];

        public bool Exists(string path) => false;

        public bool IsFolder(string path, bool followsLinks) => false;
    }
}
