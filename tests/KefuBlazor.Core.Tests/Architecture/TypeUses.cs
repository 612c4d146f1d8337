using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace KefuBlazor.Core.Tests.Architecture;

/// <summary>Which types a type uses, in its members and in the code of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every use of another type: the outermost type that uses, and the outermost that is used.</summary>
    public static IReadOnlyList<(Type User, Type Used)> In(Assembly assembly) =>
        [.. assembly.GetTypes().SelectMany(type => Of(type).Select(used => (Outermost(type), Outermost(used)))).Where(use => use.Item1 != use.Item2).Distinct()];

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    public static bool IsGenerated(Type type) =>
        Outermost(type).IsDefined(typeof(CompilerGeneratedAttribute)) || Outermost(type).Namespace is null or "System.Text.RegularExpressions.Generated";

    private static HashSet<Type> Of(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (var @interface in type.GetInterfaces())
            Add(used, @interface);
        foreach (var attribute in type.GetCustomAttributesData())
            Add(used, attribute.AttributeType);
        foreach (var member in type.GetMembers(Declared))
            AddMember(used, member);
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
            AddCode(used, method);
        return used;
    }

    private static void AddMember(HashSet<Type> used, MemberInfo member)
    {
        Add(used, member.DeclaringType);
        switch (member)
        {
            case FieldInfo field:
                Add(used, field.FieldType);
                break;
            case MethodBase method:
                foreach (var parameter in method.GetParameters())
                    Add(used, parameter.ParameterType);
                Add(used, (method as MethodInfo)?.ReturnType);
                if (method.IsGenericMethod)
                    Array.ForEach(method.GetGenericArguments(), argument => Add(used, argument));
                break;
            case Type nested:
                Add(used, nested);
                break;
        }
    }

    private static void AddCode(HashSet<Type> used, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
            return;
        foreach (var local in body.LocalVariables)
            Add(used, local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
            Add(used, clause.CatchType);

        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | code[at++]);
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                var member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
                AddMember(used, member);
                Add(used, member as Type);
            }

            at += SizeOf(operand, code, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    private static void Add(HashSet<Type> used, Type? type)
    {
        while (type is { HasElementType: true })
            type = type.GetElementType();
        if (type is null || type.IsGenericParameter)
            return;
        if (type.IsGenericType)
            Array.ForEach(type.GetGenericArguments(), argument => Add(used, argument));
        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
