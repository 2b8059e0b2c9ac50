using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Functions and derived attributes of Object types that are written in Ruby: the annotation
/// <c>RubyMethod</c> has the body.
/// </summary>
internal static class RubyMethods
{
    /// <summary>What the method of a member answers; null when it has none.</summary>
    /// <param name="values">The object, and the arguments.</param>
    public static Value? Call(CallSite site, Scope scope, ObjectMember member, ImmutableArray<Value> values)
    {
        if ((member.Annotations as HashValue)?.Find(BuiltInTypes.RubyMethod) is not HashValue method)
        {
            return null;
        }
        var receiver = (ObjectValue)values[0];
        var world = scope.Compilation.Ruby;
        world.Complete();
        var name = member.Name;
        var program = RubyProgram.Read(new SourceFile($"{receiver.Type.Name}.{name}", Text(name, method)));
        try
        {
            return world.Run(
                new Invocation(site, scope, null),
                program.File.Path,
                () =>
                {
                    var type = program.Run(world.Ruby);
                    var instance = world.Ruby.Invoke(type, "new", [world.ToRuby(Attributes(receiver))]);
                    return world.ToPuppet(
                        world.Ruby.Invoke(instance, name, [.. values.Skip(1).Select(world.ToRuby)])
                    );
                }
            );
        }
        catch (RubyFailure failure)
        {
            throw world.Failed(site, $"method `{name}`", failure.Message, failure);
        }
    }

    private static HashValue Attributes(ObjectValue value) =>
        HashValue.Of(
            value
                .Type.AllAttributes.Where(attribute => value.Find(attribute.Name) is not null)
                .Select(attribute => KeyValuePair.Create((Value)attribute.Name, value.Find(attribute.Name)!))
        );

    private static string Text(string name, HashValue method) =>
        $$"""
            Class.new do
              def initialize(attributes)
                attributes.each do |name, value|
                  instance_variable_set("@#{name}", value)
                  define_singleton_method(name) { value }
                end
              end
              define_method({{RubyText.Inspect(name)}}) do |{{(
                method.Find("parameters") as StringValue
            )?.Text}}|
                {{method.Find("body")}}
              end
            end
            """;
}
