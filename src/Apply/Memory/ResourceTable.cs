using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Something for each resource, in the order in which they came; found by reference without a text being made
/// of it.
/// </summary>
internal sealed class ResourceTable<T>
{
    private const int UsualLength = 256;
    private readonly Dictionary<string, T> entries = [];

    public IReadOnlyCollection<KeyValuePair<string, T>> All => entries;

    public bool TryFind(ResourceReference resource, [MaybeNullWhen(false)] out T entry)
    {
        var length = resource.Type.Length + resource.Title.Length + 2;
        var rented = length <= UsualLength ? null : ArrayPool<char>.Shared.Rent(length);
        var name = rented is null ? stackalloc char[UsualLength] : rented;
        resource.Type.CopyTo(name);
        name[resource.Type.Length] = '[';
        resource.Title.CopyTo(name[(resource.Type.Length + 1)..]);
        name[length - 1] = ']';
        var isFound = entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out entry);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
        return isFound;
    }

    /// <param name="resource">As its reference is written.</param>
    public void Set(string resource, T entry) => entries[resource] = entry;
}
