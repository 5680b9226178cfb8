"""The words people use for training, employment and entrepreneurship.

`MENTIONS` rows are (kind, weight, patterns). Weight 3 names the service outright, 2 is clear,
1 is a trade or a shop that only suggests one; 0 hides what lies inside it.
"""

from flows.understanding.normalise import folded, sound

TRADES = tuple(
    "mecanica mecanica_automotriz soldadura electricidad carpinteria albanileria computacion "
    "informatica reposteria panaderia cocina gastronomia belleza cosmetologia barberia costura "
    "confeccion refrigeracion aire_acondicionado plomeria fontaneria ingles idiomas manualidades "
    "enfermeria contabilidad programacion diseno diseno_grafico tapiceria ebanisteria unas "
    "maquillaje peluqueria estilismo bisuteria sastreria manejo agricultura agronomia "
    "electronica reparacion_de_celulares celulares motores torno pintura serigrafia bartender "
    "hoteleria turismo marketing ventas lectura oficio algun_oficio construccion_civil "
    "paneles_solares energia_solar instalaciones mantenimiento welding cooking mechanics "
    "electricity carpentry english computers baking sewing plumbing".split()
)
JOBS = tuple(
    "albanil soldador mecanico electricista carpintero motorista chofer conductor guardia "
    "guardia_de_seguridad vigilante seguridad mesero mesera cocinero cocinera panadero cajero "
    "cajera bodeguero bodega operario operaria maquila fabrica call_center construccion "
    "jardinero jardineria limpieza aseo domestica empleada ninera vendedor vendedora dependiente "
    "secretaria recepcionista enfermera contador pintor fontanero plomero ayudante peon obrero "
    "costurera repartidor mensajero pailero campo finca_de_cafe supermercado restaurante hotel "
    "empresa oficina call_centers col_center cal_center coll_center kol_senter taxista "
    "mototaxista conserje policia ganadero jornalero "
    "driver guard cook cleaner factory warehouse".split()
)
SHOPS = tuple(
    "negocio negocito negocios nego pulperia taller tallercito barberia comedor tienda tiendita "
    "salon salon_de_belleza glorieta venta ventecita golosinas granja finca local puesto "
    "restaurante panaderia carpinteria microempresa empresa empresita changarro truchita "
    "bisnes bisne lavadero car_wash carwash llantera vivero ferreteria farmacia cafeteria "
    "reposteria costureria lo_propio lo_mio algo_propio algo_mio mi_propia_cosa algo_mio_propio "
    "barbershop barber_shop beauty_salon restaurant food_stand business shop store baleadas "
    "tajaditas comidas ropa_usada agropecuaria "
    "molino carreta fritanga hojalateria zapateria food_truck".split()
)
WANT = tuple(
    "quiero quisiera quisieramos me_gustaria gustaria deseo necesito busco ando_buscando "
    "prefiero me_interesa interesa anhelo sueno_con want need like".split()
)
START = tuple(
    "poner abrir montar iniciar empezar comenzar tener crear levantar agrandar ampliar crecer "
    "mejorar hacer ponerme ponerle surtir arrancar echar invertir seguir reabrir instalar formar "
    "start open grow".split()
)

MENTIONS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    # hidden: words that would mislead
    (
        "",
        0,
        (
            "en|frente_a|afuera_de|cerca_de|por|enfrente_de|a_la_par_de|de la|una|el|mi|su "
            "escuela|colegio|universidad !tecnica|de_oficios",
            "poner*|ponga a trabajar",
            "[ya] tengo [un|mi|ya]* oficio|profesion|titulo|estudios|carrera",
            "[yo] ya trabajo|estoy_trabajando|ando_trabajando",
            "dejar de trabajar|estudiar",
            "se|me|uno dedica|dedico|dedicaba a trabajar",
            "lo mio es",
            "no termine|terminé|acabe|saque [la|el|mi|ni]* escuela|colegio|primaria|secundaria|"
            "bachillerato|carrera",
            "salgo|salir|entro|entrar|regreso|vengo|vuelvo .. trabajo",
            "en|desde .. trabajo .. ahorita",
            "estoy|ando|toy en el trabajo",
            "mi trabajo",
            "trabajo de lunes",
        ),
    ),
    (
        "training",
        3,
        (
            "formacion|formaciones|formarme|formar",
            "capacitacion|capacitaciones|capacitarme|capacitar|capaciten|capacite|capacitarnos",
            "curso|cursos|cursito|cursitos|taller_de_capacitacion|talleres|seminario|diplomado",
            "estudiar|estudio|estudios|estudiando",
            "aprender|aprendizaje|aprendiendo|aprendo|aprenda",
            "ensenen|ensene|ensenarme|enseneme|ensenenme|ensenanza|ensenan",
            "entrenamiento|entrenarme|preparacion|prepararme|instruccion|clases|clase",
            "beca|becas|escuela|colegio|bachillerato|universidad|carrera|primaria|secundaria",
            "educacion|educarme|graduarme|certificarme|certificacion|certificado|diploma",
            "infop|tecnico|carrera_tecnica|especializarme|leer_y_escribir|actualizarme",
            "training|course|courses|study|learn|classes|class|school|education",
        ),
    ),
    (
        "entrepreneurship",
        3,
        (
            "emprendimiento|emprendimientos|emprender|emprendedor|emprendedora|emprendiendo",
            "capital|capital_semilla|capitalito|financiamiento|financiar|financien|prestamo|"
            "prestamos|prestamito|microcredito|credito|inversion|invertir|semilla",
            "negocio|negocito|negocios|nego|bisnes|bisne|microempresa|empresa_propia",
            "mi|un|propio|propia <shop> [propio|propia]",
            "mi propio|propia <shop>|jefe|jefa|empresa|cosa|dinero|pisto",
            "<start> [mi|un|una|el|la|los|las|en|de|con]* [propio|propia|pequeno|pequena]* "
            "<shop> [propio|propia]",
            "mi|un|una|<start> [mi|un|una|propio|propia|pequeno|pequena]* <shop> [propio|propia] "
            "de|para [la|el]* <trade>|comida|ropa|<job>",
            "tengo [mi|un|una]* [pequeno|pequena|propio|propia]* <shop> .. "
            "agrandar*|crecer|ampliar|mejorar|surtir",
            "trabajar|trabajo|chambear por|en [mi|lo] cuenta|propio|mio",
            "por mi cuenta|mi_propia_cuenta",
            "trabajar|trabajo en|desde|de mi [propia] casa",
            "comprar|comprarme|conseguir [un|una|mi|mis|mas|unas|unos]* maquina|maquinas|"
            "maquinaria|"
            "herramienta|herramientas|equipo|mercaderia|materiales|insumos",
            "ser|soy mi propio|propia jefe|jefa",
            "independizarme|independiente|autoempleo|trabajador_independiente",
            "vender|vendo|vendiendo !mi|el",
            "venta de|del",
            "poner|ponerme|montar|abrir|instalar|iniciar|empezar un|una|mi|unas|unos !curso|"
            "carrera|"
            "estudio|trabajo|estudios",
            "poner|montar|abrir lo|algo|una_cosita|mi mio|propio|mia",
            "criar|crianza|sembrar|siembra|cultivar|cultivo",
            "business|entrepreneurship|entrepreneur|startup|loan|own_boss|self_employed",
            "mi|el emprendimiento",
            "maquinaria|herramientas para mi|trabajar|el|un",
        ),
    ),
    (
        "employment",
        3,
        (
            "empleo|empleos|empleito|plaza|plazas|vacante|vacantes|puesto_de_trabajo",
            "trabajo|trabajos|trabajito|chamba|chambita|jale|brete|camello|pegue|laburo|pega",
            "trabajar|chambear|laborar|camellar|trabaje|trabajando_en_algo|emplearme|colocarme",
            "job|jobs|work|working|employment",
            "sueldo|salario|ganar_dinero|ganarme|ganar_mi_pisto|un_ingreso",
        ),
    ),
    (
        "employment",
        3,
        (
            "contraten|contrate|contratar|contratarme|contratado|contratada|contratacion|contrato|"
            "coloquen|coloque|colocado|colocada|colocarme|empleen|emplee|emplear|ocupen",
            "den|dieran|conseguir|consigan|consiga|den_en|busco|quiero|necesito un puesto "
            "!de_venta|en_el_mercado|de_comida|de_baleadas|de_ropa",
            "trabajar|trabajo|chambear en lo mio [que_es] .. <trade>|<job>",
            "meterme|entrar|colocarme|meter a|en|de [un|una|el|la]* <job>",
            "ganar|ganarme [mi|un|el|unos|algo|la]* dinero|sueldo|pisto|lempiras|vida|centavos",
        ),
    ),
    (
        "training",
        3,
        (
            "la_que_sea|lo_que_sea|cualquiera|algo|una|la de|para|que_sea estudiar|aprender|"
            "estudio|formacion|capacitacion",
            "[un|una|algun] taller|tallercito|talleres [de_esos|de_esas]* de|sobre|en <trade> .. "
            "aprend*|ensen*|curso",
            "ser|hacerme|volverme enfermera|enfermero|maestra|maestro|doctora|doctor|abogado|"
            "abogada|ingeniero|ingeniera|chef|estilista|licenciado|profesional",
            "sacar|terminar|acabar eso|mis_estudios",
            "sacar [eso|el|la|mi|los]* bachillerato|colegio|primaria|secundaria|carrera|"
            "estudios|titulo|grado",
        ),
    ),
    (
        "entrepreneurship",
        3,
        (
            "prestamo|credito|capital|dinero|ayuda para [un|mi|el|poner|hacer]* negocio|emprender",
            "vender mi|mis|las|los|el|la pan|tortillas|comida|producto|productos|cosas|cosecha|"
            "artesanias|mercaderia|verduras|ropa|baleadas|tamales",
        ),
    ),
    (
        "employment+entrepreneurship+training",
        3,
        (
            "las|los|todas|todos tres|3 !opciones_no",
            "las_otras_dos|los_otros_dos|las_demas|lo_demas|todas|todos|todito|toditas|todo|"
            "todo_eso|cualquiera|ambas_tres|all_three|all_of_them|all_of_it|all_the_above|"
            "everything|any "
            "!de_los_dos|de_las_dos|de_esas_dos|de_esos_dos",
            "me_da_igual|da_igual|lo_que_sea|lo_que_venga|la_que_sea|cualquier_cosa|lo_que_haya|"
            "la_que_salga|lo_que_salga|any_of_them",
        ),
    ),
    (
        "employment",
        3,
        (
            "lo_que_sea|lo_que_haya|lo_que_caiga|cualquiera|cualquier|cualquiera_cosa|todo|"
            "lo_que_salga de|en "
            "trabajo|empleo|chamba|trabajar",
            "trabajo|empleo|chamba|trabajar|chambita|chambear|trabajito .. de|en "
            "lo_que_sea|lo_que_haya|lo_que_caiga|lo_que_aparezca|lo_que_salga|cualquier|todo|"
            "cualquiera",
            "trabajo|empleo|chamba|trabajar|chambear de|como|en [un|una|el|la|lo_de] <job>|"
            "<trade>",
            "cualquier|lo_que_sea|lo_que_salga .. trabajo|empleo|chamba",
        ),
    ),
    (
        "training",
        3,
        (
            "curso|cursos|clase|clases|estudiar|aprender|capacitacion|taller|formacion .. "
            "de|en|para|a|sobre|lo_de [un|una|el|la|ser|hacer|trabajar_en]* <trade>|<job>",
            "aprender|estudiar|curso_de <trade>|<job>",
            "curso|cursos|clase|clases|aprender|capacitacion de|a vender|cultivar|sembrar|ventas|"
            "cultivo|trabajar",
            "aprender a trabajar",
        ),
    ),
    (
        "training+entrepreneurship",
        3,
        (
            "curso|capacitacion|aprender|formacion .. de|a|para .. negocio|negocios|emprender|"
            "emprendimiento",
        ),
    ),
    (
        "training+employment",
        3,
        (
            "las dos primeras",
            "las primeras dos",
            "la|las primera|1 y [la] segunda|2",
        ),
    ),
    ("employment+entrepreneurship", 3, ("las dos ultimas", "las ultimas dos")),
    ("entrepreneurship", 3, ("la ultima", "el ultimo", "last one")),
    ("employment", 3, ("la de en_medio|enmedio", "la del medio", "el del medio")),
    ("training", 1, ("<trade>",)),
    ("employment", 1, ("<job>", "de|como|en [un|una|el|la] <job>")),
    ("entrepreneurship", 1, ("<shop>",)),
)

ORDINALS = {
    sound(word): numbers
    for words, numbers in (
        ("primera primero primer uno 1ra 1era first one", (1,)),
        ("segunda segundo dos 2da second two", (2,)),
        ("tercera tercero tercer tres 3ra 3era third three", (3,)),
    )
    for word in words.split()
}
CARDINALS = frozenset(
    sound(w)
    for w in "uno dos tres one two three primero primer segundo tercero tercer first second "
    "third".split()
)
BEFORE_CHOICE = frozenset(sound(w) for w in "la el opcion numero number option lo the".split())
HAVE = frozenset(sound(w) for w in "tengo tenemos have".split())
LACK = frozenset(
    sound(w)
    for w in "tengo hallo encuentro consigo hay tenemos conseguido encontrado halla".split()
)
PAST = frozenset(
    sound(w)
    for w in "era fui trabaje trabajaba trabajaba estuve se hacia estudie sabia fue".split()
)

FUZZY = tuple(
    folded(word)
    for word in (
        "formacion capacitacion emprendimiento emprender empleo trabajo trabajar estudiar "
        "aprender negocio soldadura mecanica computacion ninguna ninguno pulperia barberia "
        "entrenamiento panaderia reposteria carpinteria electricidad refrigeracion"
    ).split()
)
