using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bunraku.Apply;

/// <summary>The tree that libaugeas makes of the files below a folder.</summary>
internal sealed unsafe class AugeasTree : IDisposable
{
    private readonly nint augeas;

    private AugeasTree(nint augeas) => this.augeas = augeas;

    /// <param name="root">The folder on this machine whose files are read.</param>
    /// <param name="lens">The lens of one file; null to go by the lenses' own filters.</param>
    /// <exception cref="HostException">The library is missing, or cannot start.</exception>
    public static AugeasTree Open(string root, string loadPath, bool checksTypes, string? lens, string? file)
    {
        var flags =
            (lens is null ? AugeasMethods.NoLoad : AugeasMethods.NoAutoload)
            | (checksTypes ? AugeasMethods.TypeCheck : 0);
        nint handle;
        try
        {
            handle = AugeasMethods.Init(root, loadPath.Length == 0 ? null : loadPath, flags);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new HostException(
                "The library libaugeas.so.0 is not on this machine: install libaugeas0, or augeas-libs",
                missing
            );
        }
        var tree = new AugeasTree(handle != 0 ? handle : throw new HostException("Augeas cannot start"));
        if (lens is not null)
        {
            tree.Set("/augeas/load/Xfm/lens", lens);
            tree.Set("/augeas/load/Xfm/incl", file);
        }
        AugeasMethods.Load(handle);
        return tree;
    }

    public void Dispose() => AugeasMethods.Close(augeas);

    public string? Get(string path)
    {
        byte* value = null;
        return AugeasMethods.Get(augeas, path, &value) == 1 ? Marshal.PtrToStringUTF8((nint)value) : null;
    }

    public ImmutableArray<string> Match(string path)
    {
        byte** matches = null;
        var count = AugeasMethods.Match(augeas, path, &matches);
        if (count < 0)
        {
            throw new HostException($"Error trying to match path '{path}'");
        }
        var found = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            found.Add(Marshal.PtrToStringUTF8((nint)matches[i])!);
            NativeMemory.Free(matches[i]);
        }
        NativeMemory.Free(matches);
        return found.MoveToImmutable();
    }

    public bool Set(string path, string? value) => AugeasMethods.Set(augeas, path, value) >= 0;

    /// <summary>Does one change; false when the library refuses it.</summary>
    public bool Do(AugeasCommand command)
    {
        var words = command.Arguments;
        switch (command.Name)
        {
            case "set":
                return Set(words[0], words[1]);
            case "setm":
                return AugeasMethods.SetMany(augeas, words[0], words[1], words[2]) >= 0;
            case "rm" or "remove":
                return AugeasMethods.Remove(augeas, words[0]) >= 0;
            case "clear":
                return Set(words[0], null);
            case "clearm":
                return AugeasMethods.SetMany(augeas, words[0], words[1], null) >= 0;
            case "touch":
                return !Match(words[0]).IsEmpty || Set(words[0], null);
            case "ins" or "insert":
                return words[1] is "before" or "after"
                    ? AugeasMethods.Insert(augeas, words[2], words[0], words[1] == "before" ? 1 : 0) >= 0
                    : throw new HostException($"Invalid value '{words[1]}' for where param");
            case "mv" or "move":
                return AugeasMethods.Move(augeas, words[0], words[1]) >= 0;
            case "rename":
                return AugeasMethods.Rename(augeas, words[0], words[1]) >= 0;
            case "defvar":
                return AugeasMethods.DefineVariable(augeas, words[0], words[1]) >= 0;
            case "defnode":
                int created;
                return AugeasMethods.DefineNode(augeas, words[0], words[1], words[2], &created) >= 0;
            default:
                throw new HostException($"Command '{command.Name}' is not supported");
        }
    }

    /// <exception cref="HostException">A tree does not fit its lens; what the library says of
    /// it.</exception>
    public void Save()
    {
        if (AugeasMethods.Save(augeas) == 0)
        {
            return;
        }
        var reasons = Match("/augeas//error")
            .Select(error => $"{error} = {Get(error)} {Get(error + "/message")}".TrimEnd());
        throw new HostException($"Save failed: {string.Join("; ", reasons)}");
    }
}
