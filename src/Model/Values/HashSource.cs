namespace Bunraku.Model;

/// <summary>Where the values of a hash come from when they are not all there from the beginning.</summary>
public abstract class HashSource
{
    /// <summary>Keys that are known before any value is; there may be more.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Whether a key is likely there, as far as can be told without finding its value.</summary>
    public abstract bool Knows(string name);

    /// <summary>The value of a key, or null when there is none; always the same.</summary>
    public abstract Value? Find(Value key);

    /// <summary>All there is, the values that were found before among them.</summary>
    public abstract HashValue All();
}
