using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// What a title says about attributes, and which values of attributes make a resource unique.
/// </summary>
internal static class TitleAttributes
{
    /// <summary>The attribute that is left out of a catalog where it says nothing but the title.</summary>
    public static string NamevarOf(DeclaredResource resource) =>
        resource.NativeType is { Namevars: [var only] } ? only : "name";

    /// <summary>
    /// The attributes that the title gives; null when the type knows titles of other shapes only.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, Value>>? Of(DeclaredResource resource)
    {
        if (!resource.HasTitleRead)
        {
            resource.TitleSays = Read(resource);
            resource.HasTitleRead = true;
        }
        return resource.TitleSays;
    }

    private static ImmutableArray<KeyValuePair<string, Value>>? Read(DeclaredResource resource)
    {
        if (resource.NativeType is not { TitlePatterns.Length: > 0 } type)
        {
            var name = resource.NativeType?.Namevar ?? "name";
            return [new(name, new StringValue(resource.Title))];
        }
        foreach (var pattern in type.TitlePatterns)
        {
            if (pattern.Match(resource.Title) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    /// <summary>
    /// The attributes as the catalog has them: the title's first, <c>name</c> as what it means, and no
    /// capital letters in any name.
    /// </summary>
    /// <param name="merged">An empty list that is written on; what is returned lies in it.</param>
    public static ReadOnlySpan<KeyValuePair<string, Value>> Merge(
        DeclaredResource resource,
        List<KeyValuePair<string, Value>> merged
    )
    {
        var namevar = NamevarOf(resource);
        var said = Of(resource).GetValueOrDefault([]);
        merged.AddRange(said.AsSpan());
        var searched = said.Length;
        foreach (var parameter in resource.ParameterSpan)
        {
            if (parameter.Value is not UndefValue)
            {
                var name = parameter.Name.ToLowerInvariant();
                // Names are not given twice but where they become the same.
                searched = name == parameter.Name ? searched : int.MaxValue;
                Set(merged, Math.Min(searched, merged.Count), name, parameter.Value);
            }
        }
        if (namevar != "name" && IndexOf(merged, merged.Count, "name") is >= 0 and var at)
        {
            var meant = merged[at].Value;
            merged.RemoveAt(at);
            Set(merged, merged.Count, namevar, meant);
        }
        var kept = 0;
        for (var i = 0; i < merged.Count; i++)
        {
            var entry = merged[i];
            var saysTitle = !resource.ShowsName && entry.Key == namevar && IsTitle(resource, entry.Value);
            if (!saysTitle && entry.Value is not UndefValue)
            {
                merged[kept++] = entry;
            }
        }
        return CollectionsMarshal.AsSpan(merged)[..kept];
    }

    /// <summary>
    /// The values that no other resource of the type may have; null when there is nothing but the title.
    /// </summary>
    public static ImmutableArray<Value>? UniqueKey(DeclaredResource resource)
    {
        if (resource.NativeType is { IsIsomorphic: false } || resource.IsClass)
        {
            return null;
        }
        var namevar = NamevarOf(resource);
        var name = Find(resource, namevar) ?? Find(resource, "name") ?? new StringValue(resource.Title);
        if (resource.NativeType is not { Namevars: { Length: > 1 } namevars })
        {
            return name is UndefValue || IsTitle(resource, name) ? null : [name];
        }
        var key = ImmutableArray.CreateBuilder<Value>(namevars.Length);
        foreach (var attribute in namevars.Order(StringComparer.Ordinal))
        {
            key.Add(Find(resource, attribute) ?? (attribute == "name" ? name : UndefValue.Instance));
        }
        return key.All(value => value is UndefValue) ? null : key.MoveToImmutable();
    }

    private static Value? Find(DeclaredResource resource, string attribute)
    {
        if (resource[attribute] is { } value and not UndefValue)
        {
            return value;
        }
        foreach (var (key, given) in Of(resource).GetValueOrDefault([]))
        {
            if (key == attribute)
            {
                return given;
            }
        }
        return null;
    }

    private static bool IsTitle(DeclaredResource resource, Value value) =>
        value is StringValue { Text: var text } && text == resource.Title;

    /// <summary>
    /// Sets an attribute that may stand among the first <paramref name="count"/>, and nowhere else.
    /// </summary>
    private static void Set(List<KeyValuePair<string, Value>> attributes, int count, string name, Value value)
    {
        var at = IndexOf(attributes, count, name);
        if (at < 0)
        {
            attributes.Add(new(name, value));
        }
        else
        {
            attributes[at] = new(name, value);
        }
    }

    private static int IndexOf(List<KeyValuePair<string, Value>> attributes, int count, string name)
    {
        for (var i = 0; i < count; i++)
        {
            if (attributes[i].Key == name)
            {
                return i;
            }
        }
        return -1;
    }
}
