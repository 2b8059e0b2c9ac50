using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>What the Ruby side of Puppet asks of the catalog so far, and changes in it.</summary>
internal static class RubyCatalogDoor
{
    public static void Define(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "top_scope",
            0,
            0,
            (_, _, _, _) => world.ScopeOf(new Invocation(world.Current!.Site, Of(world).TopScope, null))
        );
        (Compilation? Of, object Made) catalog = (null, Nil.Value);
        On(
            "catalog",
            0,
            0,
            (_, _, _, _) =>
            {
                if (catalog.Of != Of(world))
                {
                    catalog = (Of(world), world.Made("Puppet::Resource::Catalog"));
                }
                return catalog.Made;
            }
        );
        On("known_resource_types", 0, 0, (_, _, _, _) => world.Made("Puppet::Resource::TypeCollection"));
        On(
            "node",
            0,
            0,
            (ruby, _, _, _) =>
                world.Made(
                    "Puppet::Node",
                    ruby.String(Of(world).NodeName),
                    world.ToRuby(Of(world).Request.Facts)
                )
        );
        On(
            "classes",
            0,
            0,
            (ruby, _, _, _) => ruby.Array([.. Of(world).Catalog.Classes.Select(ruby.String)])
        );
        On("tags", 0, 0, (ruby, _, _, _) => ruby.Array([.. Of(world).Catalog.Tags.Select(ruby.String)]));
        DefineResources(world, On);
        DefineDefinitions(world, On);
    }

    /// <summary>A resource of the catalog so far as Ruby sees it, or nil.</summary>
    public static object ResourceOf(RubyWorld world, ResourceReference reference)
    {
        if (Of(world).Catalog.Find(reference) is not { } resource)
        {
            return Nil.Value;
        }
        var ruby = world.Ruby;
        var parameters = ruby.Hash();
        foreach (var parameter in resource.Parameters)
        {
            parameters[new Symbol(parameter.Name)] = world.ToLegacy(parameter.Value);
        }
        var options = ruby.Hash();
        options[new Symbol("parameters")] = parameters;
        options[new Symbol("virtual")] = Booleans.Of(resource.IsVirtual);
        options[new Symbol("exported")] = Booleans.Of(resource.IsExported);
        return world.Made(
            "Puppet::Parser::Resource",
            ruby.String(resource.Reference.Type),
            ruby.String(resource.Reference.Title),
            options
        );
    }

    private static Compilation Of(RubyWorld world) => world.Compilation;

    private static void DefineResources(RubyWorld world, Action<string, int, int, NativeBody> on)
    {
        on("resource", 2, 2, (ruby, _, a, _) => ResourceOf(world, ReferenceIn(ruby, a)));
        on(
            "resources",
            0,
            0,
            (ruby, _, _, _) =>
                ruby.Array([
                    .. Of(world).Catalog.Resources.Select(declared => ResourceOf(world, declared.Reference)),
                ])
        );
        on(
            "about",
            2,
            2,
            (ruby, _, a, _) =>
                Of(world).Catalog.Find(ReferenceIn(ruby, a)) is { } found ? About(world, found) : Nil.Value
        );
        on(
            "set_parameter",
            4,
            4,
            (ruby, _, a, _) =>
            {
                Of(world)
                    .Catalog.Find(ReferenceIn(ruby, a))
                    ?.Set(new(ruby.TextOf(a[2]), world.ToPuppet(a[3])) { IsByFunction = true });
                return a[3];
            }
        );
        on(
            "add_tag",
            3,
            3,
            (ruby, _, a, _) =>
            {
                Of(world).Catalog.Find(ReferenceIn(ruby, a))?.Tags.Add(ruby.TextOf(a[2]));
                return Nil.Value;
            }
        );
        on(
            "remove_resource",
            2,
            2,
            (ruby, _, a, _) =>
            {
                if (Of(world).Catalog.Find(ReferenceIn(ruby, a)) is { } unwanted)
                {
                    Of(world).Catalog.Remove(unwanted);
                }
                return Nil.Value;
            }
        );
    }

    private static void DefineDefinitions(RubyWorld world, Action<string, int, int, NativeBody> on)
    {
        on("class?", 1, 1, (ruby, _, a, _) => Of(world).HasClass(Bare(ruby.TextOf(a[0]))));
        on(
            "define?",
            1,
            1,
            (ruby, _, a, _) =>
                Of(world).Environment.Definitions.FindDefine(Bare(ruby.TextOf(a[0]))) is not null
        );
        on(
            "resource_type?",
            1,
            1,
            (ruby, _, a, _) => Of(world).Environment.FindResourceType(Bare(ruby.TextOf(a[0]))) is not null
        );
        on(
            "attribute?",
            2,
            2,
            (ruby, _, a, _) =>
                Booleans.Of(
                    ruby.TextOf(a[1]) == "name"
                        || Metaparameters.Contains(ruby.TextOf(a[1]))
                        || Of(world)
                            .Environment.FindResourceType(Bare(ruby.TextOf(a[0])))
                            ?.Find(ruby.TextOf(a[1]))
                            is not null
                )
        );
        on(
            "name_of",
            1,
            1,
            (ruby, _, a, _) =>
                ruby.String(
                    Of(world)
                        .Environment.FindResourceType(Bare(ruby.TextOf(a[0])))
                        ?.Attributes.FirstOrDefault(attribute => attribute.IsNamevar)
                        ?.Name
                        ?? "name"
                )
        );
        on(
            "definition",
            1,
            1,
            (ruby, _, a, _) =>
            {
                var name = Bare(ruby.TextOf(a[0]));
                var definitions = Of(world).Environment.Definitions;
                return ((Definition?)definitions.FindClass(name) ?? definitions.FindDefine(name)) is { } found
                    ? About(ruby, found)
                    : Nil.Value;
            }
        );
    }

    private static RubyHash About(RubyWorld world, DeclaredResource resource)
    {
        var ruby = world.Ruby;
        var said = Placed(ruby, resource.Span);
        said[new Symbol("tags")] = ruby.Array([.. resource.Tags.Select(ruby.String)]);
        said[new Symbol("source")] = ruby.String(resource.Source.Name);
        said[new Symbol("evaluated")] = Booleans.Of(resource.IsEvaluated);
        said[new Symbol("scope")] = world.ScopeOf(new Invocation(world.Current!.Site, resource.Scope, null));
        said[new Symbol("lines")] = Lines(ruby, resource);
        said[new Symbol("sensitive")] = ruby.Array([
            .. resource.SensitiveParameters.Select(name => new Symbol(name)),
        ]);
        said[new Symbol("container")] = resource.Containers is [var first, ..]
            ? ResourceOf(world, first.Reference)
            : Nil.Value;
        said[new Symbol("contents")] = ruby.Array([
            .. resource.Contents.Select(content => ResourceOf(world, content.Reference)),
        ]);
        return said;
    }

    /// <summary>Where each parameter was set.</summary>
    private static RubyHash Lines(Runtime ruby, DeclaredResource resource)
    {
        var lines = ruby.Hash();
        foreach (var parameter in resource.Parameters)
        {
            lines[new Symbol(parameter.Name)] = parameter is { Span: { } span, IsByFunction: false }
                ? (long)span.Line
                : Nil.Value;
        }
        return lines;
    }

    private static RubyHash About(Runtime ruby, Definition definition)
    {
        var said = Placed(ruby, definition.Span);
        said[new Symbol("module_name")] = ruby.String(definition.ModuleName);
        said[new Symbol("parent")] = definition.ParentName is { } parent ? ruby.String(parent) : Nil.Value;
        said[new Symbol("arguments")] = ruby.Array([
            .. definition.Parameters.Select(parameter => ruby.String(parameter.Name)),
        ]);
        return said;
    }

    private static RubyHash Placed(Runtime ruby, Text.Span? place)
    {
        var said = ruby.Hash();
        said[new Symbol("file")] = place is { } at ? ruby.String(at.File.Path) : Nil.Value;
        said[new Symbol("line")] = place is { } span ? (long)span.Line : Nil.Value;
        return said;
    }

    private static string Bare(string name) =>
        (name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name).ToLowerInvariant();

    private static ResourceReference ReferenceIn(Runtime ruby, object[] given)
    {
        var title = ruby.TextOf(given[1]);
        var name = string.Join("::", ruby.TextOf(given[0]).Split("::").Select(Capitalized));
        return name == "Class" ? Declarations.ClassReference(title) : new ResourceReference(name, title);
    }

    private static string Capitalized(string part) =>
        part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant();
}
