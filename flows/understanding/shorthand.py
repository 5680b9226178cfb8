"""How people shorten words when they type, and what frames a reply without changing it.

Keys are plain (lower case, no accents). Values are ordinary words.
"""

SHORTHAND = {
    # letters for words
    "q": "que", "k": "que", "ke": "que", "qe": "que", "kee": "que", "d": "de", "x": "por",
    "xq": "por que", "xk": "por que", "pq": "por que", "porq": "porque", "pk": "por que",
    "xke": "por que", "porke": "porque", "m": "me", "t": "te", "c": "se",
    "s": "si", "n": "no", "l": "le", "y": "y", "bn": "bien", "tb": "tambien", "tmb": "tambien",
    "tbn": "tambien", "dnd": "donde", "dd": "donde", "cdo": "cuando", "cuand": "cuando",
    "qn": "quien", "kn": "quien", "qien": "quien", "cm": "como", "cmo": "como", "komo": "como",
    "pa": "para", "pal": "para el", "pall": "para el", "palla": "para alla", "p": "para",
    "xa": "para", "pra": "para", "ps": "pues", "pos": "pues", "pue": "pues", "pues": "pues",
    "msj": "mensaje", "msjs": "mensajes", "mjs": "mensajes", "msg": "mensaje", "ms": "mensajes",
    "mensj": "mensaje", "sms": "mensajes", "num": "numero", "nro": "numero", "tel": "telefono",
    "cel": "telefono", "celu": "telefono", "celular": "telefono", "fono": "telefono",
    "xfa": "por favor", "xfavor": "por favor", "porfa": "por favor", "porfis": "por favor",
    "porfavor": "por favor", "pf": "por favor", "plis": "por favor", "plz": "please",
    "pls": "please", "grax": "gracias", "grx": "gracias", "grs": "gracias", "gcs": "gracias",
    "grasia": "gracias", "gracia": "gracias", "thx": "thanks", "u": "you", "ur": "your",
    "tqm": "", "dsp": "despues", "dsps": "despues", "dspues": "despues", "desp": "despues",
    "luegito": "luego", "lueguito": "luego", "despuesito": "despues",
    # estar, worn down
    "toy": "estoy", "ta": "esta", "tas": "estas", "tan": "tan", "taba": "estaba", "toi": "estoy",
    "tamos": "estamos", "stoy": "estoy", "sta": "esta", "stoi": "estoy",
    "ando": "ando", "soi": "soy",
    # yes, no, maybe
    "sip": "si", "sipi": "si", "sep": "si", "zi": "si", "shi": "si", "sisi": "si si", "yep": "yes",
    "yeah": "yes", "yea": "yes", "yup": "yes", "nop": "no", "nope": "no", "noup": "no",
    "nopi": "no", "nel": "nel", "nah": "no", "nonono": "no no no", "nono": "no no",
    "okok": "ok", "okey": "ok", "okay": "ok", "oki": "ok", "okis": "ok", "okei": "ok",
    "oka": "ok", "oky": "ok",
    "simon": "simon", "semon": "simon", "aja": "aja", "ajaa": "aja", "nose": "no se",
    "talvez": "tal vez", "talves": "tal vez", "quizas": "quiza", "quizaz": "quiza",
    "deacuerdo": "de acuerdo", "nome": "no me", "yano": "ya no", "llano": "ya no",
    "hm": "humm", "hmm": "humm", "mm": "humm", "mmm": "humm", "osea": "o sea", "aver": "a ver",
    "alomejor": "a lo mejor",
    "obvi": "obvio", "clarin": "claro", "claritos": "claro", "dalee": "dale",
    # times and days
    "mnn": "manana", "mna": "manana", "mnna": "manana", "mannana": "manana", "maniana": "manana",
    "manyana": "manana", "mn": "manana", "mana": "manana", "mananita": "mananita",
    "orita": "ahorita", "aorita": "ahorita", "haorita": "ahorita", "horita": "ahorita",
    "ahoritita": "ahorita", "ahoritica": "ahorita", "aorit": "ahorita", "ora": "ahora",
    "haora": "ahora", "aora": "ahora", "oi": "hoy", "lun": "lunes",
    "mie": "miercoles", "mier": "miercoles", "jue": "jueves", "juev": "jueves", "vie": "viernes",
    "vier": "viernes", "sab": "sabado", "dom": "domingo", "finde": "fin de semana",
    "findes": "fin de semana", "hrs": "horas", "hs": "horas", "hr": "hora", "ala": "a la",
    "alas": "a las", "enla": "en la", "enlas": "en las", "ala1": "a la una", "tmrw": "tomorrow",
    "tmw": "tomorrow", "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday",
    "fri": "friday", "sat": "saturday", "thurs": "thursday",
    "tues": "tuesday", "weds": "wednesday", "rn": "right now", "idk": "i dont know",
    "tmr": "tomorrow", "wanna": "want to", "gimme": "give me", "lemme": "let me",
    "txt": "text", "txts": "texts", "txting": "texting", "txtin": "texting",
    "callin": "calling", "uds": "ustedes", "ud": "usted", "aki": "aqui", "ai": "ahi", "desde":
    "desde", "noc": "noche",
    # the rest
    "wsp": "whatsapp", "wasap": "whatsapp", "wats": "whatsapp", "watsap": "whatsapp",
    "guasap": "whatsapp", "info": "informacion", "trab": "trabajo", "trbajo": "trabajo",
    "travajo": "trabajo", "trabjo": "trabajo", "kiro": "quiero", "qiero": "quiero",
    "kero": "quiero", "qero": "quiero", "qro": "quiero", "kro": "quiero", "dl": "del",
    "dela": "de la", "delos": "de los", "nadien": "nadie", "naide": "nadie", "haiga": "haya",
    "vdd": "verdad", "vd": "verdad", "bdd": "verdad", "pto": "puerto", "sn": "san",
    "stgo": "santiago", "bo": "barrio", "res": "residencial",
    "depto": "departamento", "dpto": "departamento", "dept": "departamento", "mpio": "municipio",
    "mexico": "mejico", "texas": "tejas", "tx": "tejas", "eeuu": "estados unidos",
    "eua": "estados unidos", "us": "us", "ee": "estados",
    "uu": "unidos", "hn": "honduras", "yunais": "estados unidos", "yunai": "estados unidos",
    "unaited": "estados unidos", "gringolandia": "estados unidos", "gabacho": "estados unidos",
    "sanpedro": "san pedro", "sampedro": "san pedro", "sanper": "san pedro",
    "laceiba": "la ceiba", "dosmil": "dos mil",
}  # fmt: skip

EMOJI = {
    "👍": "emojisi", "👌": "emojisi", "✅": "emojisi", "✔": "emojisi", "☑": "emojisi",
    "🙋": "emojisi", "👎": "emojino", "❌": "emojino", "🙅": "emojino", "🚫": "emojino",
    "✖": "emojino", "#": "numero",
}  # fmt: skip

COURTESIES = (
    "por favor", "gracias", "muchas gracias", "mil gracias", "muchisimas gracias", "buenas",
    "muy buenas", "buenos dias", "buen dia", "buenas tardes", "buenas noches", "hola", "alo",
    "disculpe", "disculpa", "perdone", "perdona", "perdon", "con permiso", "mire", "mira", "vea",
    "vaya", "oiga", "oye", "fijese", "fijate", "eh", "este", "mmm", "humm", "ah", "ay", "uy",
    "bueno",
    "pues", "pue", "vos", "usted", "ustedes", "senor", "senora", "senorita", "seno", "joven",
    "jovencita", "muchacha", "muchacho", "amigo", "amiga", "hermano", "licenciado", "licenciada",
    "lic", "maje", "mami", "mi amor", "corazon", "caballero",
    "bendiciones", "dios lo bendiga", "dios le bendiga", "dios los bendiga", "saludos",
    "feliz dia", "que tenga buen dia", "feliz tarde", "feliz noche", "cuidese", "amable",
    "muy amable", "hombre", "please", "thanks", "thank you", "sorry", "hi", "hello", "hey", "sir",
    "maam", "y", "o sea", "es que", "entonces", "si me hace el favor", "le agradezco",
    "se lo agradezco", "si fuera tan amable", "hagame el favor", "con todo respeto", "con respeto",
    "de favor",
)  # fmt: skip
