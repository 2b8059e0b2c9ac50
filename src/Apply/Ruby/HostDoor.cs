using Bunraku.Ruby;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The module <c>HostDoor</c> of a Ruby world: the functions in C# that its face of Puppet stands on. What
/// the host refuses is an error that Ruby code can rescue.
/// </summary>
internal sealed class HostDoor(RubyWorld world)
{
    private readonly RubyModule module = world.Ruby.DefineClass("HostDoor");

    /// <summary>A function with so many arguments.</summary>
    public void On(string name, int count, Func<object[], object> body) =>
        world.Ruby.DefineOwn(
            module,
            name,
            count,
            count,
            (ruby, _, arguments, _) =>
            {
                try
                {
                    return body(arguments);
                }
                catch (HostException failure)
                {
                    throw ruby.Fault(ErrorOf(ruby, failure), failure.Message);
                }
                catch (UnixException failure)
                {
                    var told = HostException.From(failure);
                    throw ruby.Fault(ErrorOf(ruby, told), told.Message);
                }
            }
        );

    /// <summary>A function that gives nothing back.</summary>
    public void Do(string name, int count, Action<object[]> body) =>
        On(
            name,
            count,
            arguments =>
            {
                body(arguments);
                return Nil.Value;
            }
        );

    /// <summary>An absolute path; others start at the working directory.</summary>
    public string Path(object value) =>
        value switch
        {
            RubyString { Text: "" } => throw world.Ruby.Fault("Errno::ENOENT", "No such file or directory"),
            RubyString text => System.IO.Path.GetFullPath(text.Text, world.WorkingDirectory),
            _ => throw world.Ruby.Fault("TypeError", "no implicit conversion into String"),
        };

    private static string ErrorOf(Runtime ruby, HostException failure)
    {
        var name = failure.InnerException is UnixException { Error: var error }
            ? $"Errno::{error}"
            : "IOError";
        return ruby.FindConstant(name) is null ? "IOError" : name;
    }
}
