using System.Collections.Immutable;
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
    /// The attributes as the catalog has them: the title's first, and <c>name</c> as what it means.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, Value>> Merge(DeclaredResource resource)
    {
        var namevar = NamevarOf(resource);
        var merged = Of(resource).GetValueOrDefault([]).ToList();
        foreach (var parameter in resource.Parameters)
        {
            if (parameter.Value is not UndefValue)
            {
                Set(merged, parameter.Name, parameter.Value);
            }
        }
        if (namevar != "name" && merged.FindIndex(entry => entry.Key == "name") is >= 0 and var at)
        {
            var name = merged[at].Value;
            merged.RemoveAt(at);
            Set(merged, namevar, name);
        }
        merged.RemoveAll(entry =>
            entry.Value is UndefValue
            || !resource.ShowsName
                && entry.Key == namevar
                && entry.Value is StringValue { Text: var text }
                && text == resource.Title
        );
        return [.. merged];
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
        ImmutableArray<string> namevars = resource.NativeType is { Namevars: { Length: > 0 } several }
            ? several
            : ["name"];
        var said = Of(resource).GetValueOrDefault([]);
        var name = Find(namevar) ?? Find("name") ?? new StringValue(resource.Title);
        ImmutableArray<Value> key =
        [
            .. namevars
                .Order(StringComparer.Ordinal)
                .Select(attribute =>
                    Find(attribute)
                    ?? (attribute == namevar || attribute == "name" ? name : UndefValue.Instance)
                ),
        ];
        var saysTitle = key is [StringValue { Text: var text }] && text == resource.Title;
        return saysTitle || key.All(value => value is UndefValue) ? null : key;

        Value? Find(string attribute)
        {
            if (resource[attribute] is { } value and not UndefValue)
            {
                return value;
            }
            foreach (var (key, given) in said)
            {
                if (key == attribute)
                {
                    return given;
                }
            }
            return null;
        }
    }

    private static void Set(List<KeyValuePair<string, Value>> attributes, string name, Value value)
    {
        var at = attributes.FindIndex(entry => entry.Key == name);
        if (at < 0)
        {
            attributes.Add(new(name, value));
        }
        else
        {
            attributes[at] = new(name, value);
        }
    }
}
