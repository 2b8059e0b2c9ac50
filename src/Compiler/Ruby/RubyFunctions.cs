using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>The Ruby functions of one compilation: each is defined when it is first called.</summary>
internal sealed class RubyFunctions(RubyWorld world)
{
    /// <summary>What a file has made: an object with its signatures, or null for one of Puppet 3.</summary>
    private readonly Dictionary<RubyFunction, RubyFunctionObject?> loaded = [];

    /// <summary>The signatures that classes of functions have been given, by what describes them.</summary>
    private readonly Dictionary<object, RubySignature> signatures = [];

    /// <summary>Functions of Puppet 3 in files that are named after others, by name.</summary>
    private readonly Dictionary<string, RubyFunction> beside = [];

    /// <summary>
    /// A function that a file loaded so far has defined beside the one it is named after, or null.
    /// </summary>
    public RubyFunction? FindBeside(string name) => beside.GetValueOrDefault(name);

    public Value Call(RubyFunction function, Invocation invocation, Value[] arguments)
    {
        using var level = invocation.Compilation.Depth.Enter(invocation.Site);
        world.Complete();
        try
        {
            return world.Run(
                invocation,
                function.Program.File.Path,
                () => Answer(function, invocation, arguments)
            );
        }
        catch (RubyFailure failure)
        {
            throw world.Failed(invocation.Site, $"function `{function.Name}`", failure.Message, failure);
        }
        catch (BlockExit exit) when (exit.Block == invocation.Block)
        {
            return UndefValue.Instance;
        }
    }

    /// <summary>Understands what a <c>dispatch</c> block says about a class of functions.</summary>
    public void Add(RubyClass owner, object described) =>
        signatures[described] = RubySignature.Read(world, owner, described);

    /// <summary>Runs a function's file, unless that was done before.</summary>
    internal RubyFunctionObject? Prepare(RubyFunction function)
    {
        if (!loaded.TryGetValue(function, out var known))
        {
            known =
                function.IsBeside ? null
                : function.IsLegacy ? LoadLegacy(function)
                : Load(function);
            loaded.Add(function, known);
        }
        return known;
    }

    /// <summary>
    /// What the signature that fits the arguments says it returns, or null; false when none fits.
    /// </summary>
    public bool TryFindReturnType(RubyFunction function, ReadOnlySpan<Value> arguments, out DataType? type)
    {
        type = null;
        world.Complete();
        return Prepare(function)?.TryFindReturnType(arguments, out type) ?? true;
    }

    private Value Answer(RubyFunction function, Invocation invocation, Value[] arguments)
    {
        if (Prepare(function) is { } known)
        {
            return known.Call(world, invocation, arguments);
        }
        var given = LegacyArguments.Convert(arguments).ToArray().Select(world.ToLegacy).ToList();
        var answer = world.Ruby.Invoke(
            world.ScopeOf(invocation),
            "function_" + function.Name,
            [world.Ruby.Array(given)]
        );
        return world.ToResult(answer);
    }

    private RubyFunctionObject Load(RubyFunction function)
    {
        var (ruby, path) = (world.Ruby, function.Program.File.Path);
        if (
            !function.Program.File.Text.Contains(
                "Puppet::Functions.create_function",
                StringComparison.Ordinal
            )
        )
        {
            throw ruby.Fault(
                "ArgumentError",
                $"The code loaded from {path} does not seem to be a Puppet 4x API function - no "
                    + "create_function call."
            );
        }
        var made = function.Program.Run(ruby);
        if (made is not RubyClass type || !ruby.IsA(made, ruby.TypeOf(ruby.TypeOf(made))))
        {
            throw ruby.Fault(
                "ArgumentError",
                $"The code loaded from {path} did not produce a Function class when evaluated. Got "
                    + $"'{ruby.TypeOf(made).Name}'"
            );
        }
        var name = ruby.TextOf(ruby.Invoke(type, "name", []));
        if (name != function.Name)
        {
            throw ruby.Fault(
                "ArgumentError",
                $"The code loaded from {path} produced mis-matched name, expected '{function.Name}', got {name}"
            );
        }
        var described = (RubyArray)ruby.Invoke(type, "signatures", []);
        return new RubyFunctionObject(
            name,
            (RubyObject)ruby.Invoke(type, "new", [Nil.Value, ruby.FindConstant("Puppet::Pops::Loaders")!]),
            [.. described.Items.Select(item => SignatureOf(type, item))]
        );
    }

    private RubySignature SignatureOf(RubyClass type, object described)
    {
        if (!signatures.ContainsKey(described))
        {
            Add(type, described);
        }
        return signatures[described];
    }

    /// <summary>Whether a line calls <c>newfunction</c>, comments aside.</summary>
    private static bool MentionsNewFunction(SourceFile file) =>
        Enumerable
            .Range(1, file.LineCount)
            .Any(line =>
                file.Line(line).ToString().Split('#')[0].Contains("newfunction", StringComparison.Ordinal)
            );

    /// <summary>Notes what else a file has defined; what has a file of its own is found there.</summary>
    private void NoteBeside(RubyFunction function)
    {
        var functions = world.Ruby.FindConstant("Puppet::Parser::Functions")!;
        foreach (var name in ((RubyHash)world.Ruby.Invoke(functions, "known", [])).Pairs.Keys)
        {
            var text = world.Ruby.TextOf(name);
            beside.TryAdd(text, function with { Name = text, IsBeside = true });
        }
    }

    private RubyFunctionObject? LoadLegacy(RubyFunction function)
    {
        var (ruby, path) = (world.Ruby, function.Program.File.Path);
        if (function.Program.FirstMethod is { } method)
        {
            throw ruby.Fault(
                "SecurityError",
                $"Illegal method definition of method '{method.Name}' in source {path} on line {method.Line} in "
                    + "legacy function. See https://puppet.com/docs/puppet/latest/functions_refactor_legacy.html "
                    + "for more information"
            );
        }
        if (!MentionsNewFunction(function.Program.File))
        {
            throw ruby.Fault(
                "ArgumentError",
                $"The code loaded from {path} does not seem to be a Puppet 3x API function - no 'newfunction' call."
            );
        }
        var made = function.Program.Run(ruby);
        NoteBeside(function);
        if (made is not RubyHash about)
        {
            throw ruby.Fault(
                "ArgumentError",
                $"Illegal legacy function definition! The code loaded from {path} did not return the result of "
                    + $"calling 'newfunction'. Got '{ruby.TypeOf(made).Name}'"
            );
        }
        var name = ruby.TextOf(about.Find(new Symbol("name")) ?? Nil.Value);
        return name == "function_" + function.Name
            ? null
            : throw ruby.Fault(
                "ArgumentError",
                $"The code loaded from {path} produced mis-matched name, expected 'function_{function.Name}', "
                    + $"got '{name}'"
            );
    }
}

/// <summary>
/// Leaves Ruby code, because the block of its call has ended with <c>break</c> or <c>return</c>.
/// </summary>
internal sealed class BlockExit(Block block) : Exception
{
    public Block Block => block;
}
