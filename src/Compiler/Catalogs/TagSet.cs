using System.Collections;
using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>Tags in the order in which they were added; a qualified tag also adds its segments.</summary>
public sealed class TagSet : IEnumerable<string>
{
    /// <summary>Up to so many tags a scan is cheaper than an index.</summary>
    private const int ScanLimit = 12;

    private readonly List<string> order = [];
    private HashSet<string>? known;

    public int Count => order.Count;

    public bool Contains(string tag) => known?.Contains(tag) ?? order.Contains(tag);

    /// <summary>Adds a tag, lower-cased; false when it is not a well-formed tag.</summary>
    public bool Add(string tag)
    {
        if (!IsValid(tag))
        {
            return false;
        }
        var name = tag.ToLowerInvariant();
        if (AddRaw(name) && name.Contains("::", StringComparison.Ordinal))
        {
            foreach (var part in name.Split("::"))
            {
                AddRaw(part);
            }
        }
        return true;
    }

    public void Remove(string tag)
    {
        order.Remove(tag);
        known?.Remove(tag);
    }

    public void Add(TagSet others)
    {
        foreach (var tag in others.order)
        {
            AddRaw(tag);
        }
    }

    public ImmutableArray<string> ToImmutable() => [.. order];

    public IEnumerator<string> GetEnumerator() => order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool AddRaw(string name)
    {
        if (Contains(name))
        {
            return false;
        }
        order.Add(name);
        known?.Add(name);
        if (known is null && order.Count > ScanLimit)
        {
            known = [.. order];
        }
        return true;
    }

    internal static bool IsValid(string tag)
    {
        if (tag.Length == 0 || !(char.IsLetterOrDigit(tag[0]) || tag[0] == '_'))
        {
            return false;
        }
        foreach (var c in tag)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or ':' or '.' or '-'))
            {
                return false;
            }
        }
        return true;
    }
}
